import HTTPTypes
import Hummingbird
import NIOCore

/// A form with one file, sent as `multipart/form-data` (RFC 7578). What is not exactly that is no form.
struct MultipartForm: Sendable {
  struct File: Sendable {
    /// As its sender's system called it, without folders.
    let name: String
    let bytes: [UInt8]
  }

  private static let mostParts = 20
  private static let longestHead = 1_024
  private static let longestField = 65_536

  let fields: FormFields
  let file: File?

  init(_ fields: FormFields) {
    self.fields = fields
    file = nil
  }

  /// Nil for a body that does not begin and end with its boundary, whose parts have other heads than browsers
  /// write, or that has two files.
  init?(_ body: [UInt8], boundary: String) {
    let mark = Array("\r\n--\(boundary)".utf8)
    guard body.starts(with: mark.dropFirst(2)) else { return nil }
    var (values, file): ([String: String], File?) = ([:], nil)
    var place = mark.count - 2
    for _ in 0...Self.mostParts {
      let rest = body[place...]
      if rest.starts(with: Array("--".utf8)) {
        let end = rest.dropFirst(2)
        guard end.isEmpty || end.elementsEqual([0x0D, 0x0A]) else { return nil }
        self.init(fields: FormFields(values), file: file)
        return
      }
      guard rest.starts(with: [0x0D, 0x0A]), let next = Self.find(mark, in: body, from: place + 2),
        let part = Part(body[(place + 2)..<next])
      else { return nil }
      if let name = part.fileName {
        // A form without a chosen file sends an empty one without a name.
        if !name.isEmpty {
          guard file == nil else { return nil }
          file = File(name: name, bytes: Array(part.content))
        }
      } else {
        guard part.content.count <= Self.longestField, values[part.name] == nil,
          let text = String(validating: part.content, as: UTF8.self)
        else { return nil }
        values[part.name] = text
      }
      place = next + mark.count
    }
    return nil
  }

  private init(fields: FormFields, file: File?) {
    self.fields = fields
    self.file = file
  }

  private static func find(_ mark: [UInt8], in body: [UInt8], from start: Int) -> Int? {
    var place = start
    while place + mark.count <= body.count {
      if body[place] == 0x0D, body[place..<(place + mark.count)].elementsEqual(mark) { return place }
      place += 1
    }
    return nil
  }

  /// The boundary that a content type names; nil for another type, or one that RFC 2046 does not allow.
  static func boundary(in contentType: String) -> String? {
    let parts = contentType.split(separator: ";").map { $0.drop { $0 == " " } }
    guard parts.first?.lowercased() == "multipart/form-data",
      let found = parts.first(where: { $0.hasPrefix("boundary=") })
    else { return nil }
    var name = found.dropFirst("boundary=".count)
    if name.count > 2, name.hasPrefix("\""), name.hasSuffix("\"") { name = name.dropFirst().dropLast() }
    guard 1...70 ~= name.utf8.count, name.utf8.allSatisfy({ 0x21...0x7E ~= $0 && $0 != 0x22 }) else {
      return nil
    }
    return String(name)
  }

  private struct Part {
    var name = ""
    /// Nil for a field that is no file.
    var fileName: String?
    let content: ArraySlice<UInt8>

    init?(_ bytes: ArraySlice<UInt8>) {
      let window = Array(bytes.prefix(MultipartForm.longestHead))
      guard let end = MultipartForm.find(Array("\r\n\r\n".utf8), in: window, from: 0),
        let head = String(validating: window[..<end], as: UTF8.self)
      else { return nil }
      content = bytes.dropFirst(end + 4)
      let lines = head.split(separator: "\r\n")
      let wanted = "content-disposition: form-data;"
      guard let line = lines.first(where: { $0.lowercased().hasPrefix(wanted) }),
        let name = Self.value(of: " name", in: line), !name.isEmpty
      else { return nil }
      self.name = name
      fileName = Self.value(of: " filename", in: line).map {
        String($0.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "")
      }
    }

    private static func value(of name: String, in line: Substring) -> String? {
      guard let part = line.split(separator: ";").first(where: { $0.hasPrefix(name + "=\"") }),
        part.hasSuffix("\"")
      else { return nil }
      return String(part.dropFirst(name.count + 2).dropLast())
    }
  }
}

extension Asked {
  /// A form that may bring a file.
  /// - Throws: `HTTPError` where it is longer.
  func upload(upTo most: Int) async throws -> MultipartForm? {
    guard let boundary = MultipartForm.boundary(in: request.headers[.contentType] ?? "") else {
      return MultipartForm(try await form())
    }
    do {
      let body = try await request.body.collect(upTo: most)
      return MultipartForm(Array(body.readableBytesView), boundary: boundary)
    } catch is NIOTooManyBytesError { throw HTTPError(.contentTooLarge) }
  }
}
