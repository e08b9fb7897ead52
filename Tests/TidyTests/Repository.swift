import Foundation

/// The files of the repository, read once; what .gitignore keeps out is not looked at.
struct Repository {
  struct File: Sendable {
    /// Relative to the root, with slashes.
    let path: String
    let bytes: [UInt8]
    /// Empty for a file that is not UTF-8 text.
    let text: String

    var name: String { String(path.split(separator: "/").last ?? "") }
    var isText: Bool { !text.isEmpty || bytes.isEmpty }
    var lines: [String] { text.components(separatedBy: "\n") }
  }

  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let files: [File] = list(root, under: "").sorted { $0.path < $1.path }

  static func files(under folder: String, ending: String = "") -> [File] {
    files.filter { $0.path.hasPrefix(folder) && $0.path.hasSuffix(ending) }
  }

  static func file(_ path: String) -> File? { files.first { $0.path == path } }

  /// Names of .gitignore, as far as it uses patterns: `name`, `name/`, `/name/`, `*.suffix`, `name*/`.
  private static let ignored: [String] = {
    let list = (try? String(contentsOf: root.appending(path: ".gitignore"), encoding: .utf8)) ?? ""
    return [".git"]
      + list.components(separatedBy: "\n").filter { !$0.isEmpty && !$0.hasPrefix("#") }
      .map { $0.trimmingCharacters(in: ["/"]) }
  }()

  private static func isIgnored(_ name: String) -> Bool {
    ignored.contains { pattern in
      if pattern.hasPrefix("*") { return name.hasSuffix(pattern.dropFirst()) }
      if pattern.hasSuffix("*") { return name.hasPrefix(pattern.dropLast()) }
      return name == pattern
    }
  }

  private static func list(_ folder: URL, under prefix: String) -> [File] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !isIgnored($0) }.flatMap { name -> [File] in
      let url = folder.appending(path: name)
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      if exists, isFolder.boolValue { return list(url, under: prefix + name + "/") }
      guard let data = try? Data(contentsOf: url) else { return [] }
      let text = data.contains(0) ? "" : String(data: data, encoding: .utf8) ?? ""
      return [File(path: prefix + name, bytes: Array(data), text: text)]
    }
  }
}
