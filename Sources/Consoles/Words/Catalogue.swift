import Foundation

/// The texts of all languages, read once at start.
package struct Catalogue: Sendable {
  private let messages: [Language: [String: Message]]

  enum Fault: Error, Equatable {
    case missingText(key: String, language: Language)
    case badText(key: String, language: Language, Message.Fault)
    case twice(key: String)
  }

  /// Reads every area of the bundled catalogue.
  /// - Throws: `Fault` when a text is missing or cannot be read, rather than start with holes.
  package init() throws {
    let folder = Bundle.module.bundleURL.appendingPathComponent("Text")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    var areas: [[String: [String: String]]] = []
    for file in files where file.pathExtension == "json" {
      areas.append(try JSONDecoder().decode([String: [String: String]].self, from: Data(contentsOf: file)))
    }
    try self.init(areas: areas)
  }

  init(areas: [[String: [String: String]]]) throws(Fault) {
    var messages: [Language: [String: Message]] = [:]
    var seen: Set<String> = []
    for area in areas {
      for (key, texts) in area {
        if !seen.insert(key).inserted { throw .twice(key: key) }
        for language in Language.allCases {
          guard let text = texts[language.rawValue], !text.isEmpty else {
            throw .missingText(key: key, language: language)
          }
          do {
            messages[language, default: [:]][key] = try Message(text)
          } catch {
            throw .badText(key: key, language: language, error)
          }
        }
      }
    }
    self.messages = messages
  }

  var keys: Set<String> { Set((messages[.english] ?? [:]).keys) }

  func message(_ key: String, _ language: Language) -> Message? { messages[language]?[key] }

  func words(_ language: Language, zone: TimeZone) -> Words {
    Words(language: language, zone: zone, messages: messages[language] ?? [:])
  }
}
