import Foundation
import ISO8583

/// A frame as JSON shows it: digits, tracks and text as text, bytes as hex.
struct FrameText: Codable {
  var tpdu: String?
  var header: String?
  var type: String
  var fields: [String: String]

  struct Unreadable: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
  }

  init(_ frame: Frame, in profile: Profile, masked: Bool) {
    tpdu = frame.tpdu.map { HexText.text($0.bytes) }
    header = frame.header.isEmpty ? nil : HexText.text(frame.header.bytes)
    type = "\(frame.message.type)"
    fields = [:]
    for number in frame.message.fields {
      let isText = profile[number]?.kind != .bytes
      let content = isText ? frame.message.text(number) : frame.message[number].map { HexText.text($0) }
      fields["\(number)"] = content.map { masked ? Self.masked($0, field: number) : $0 }
    }
  }

  /// First six and last four digits of a card number, nothing of a PIN block.
  private static func masked(_ content: String, field: Int) -> String {
    switch field {
    case 2:
      guard content.count > 10 else { return String(repeating: "*", count: content.count) }
      return content.prefix(6) + String(repeating: "*", count: content.count - 10) + content.suffix(4)
    case 35, 36, 52: return String(repeating: "*", count: content.count)
    default: return content
    }
  }

  func frame(in profile: Profile) throws -> Frame {
    guard let raw = UInt16(type, radix: 16), type.count == 4 else { throw Unreadable("type: four digits") }
    var message = Message(MessageType(raw))
    for (name, content) in fields {
      guard let number = Int(name), Message.fieldNumbers.contains(number), let format = profile[number] else {
        throw Unreadable("field \(name): not in this profile")
      }
      if format.kind == .bytes {
        guard let bytes = HexText.bytes(content) else { throw Unreadable("field \(name): no hex") }
        message[number] = bytes
      } else {
        message.set(number, content)
      }
    }
    guard let header = Header(HexText.bytes(header ?? "") ?? [0]) else {
      throw Unreadable("header: six bytes")
    }
    let tpdu = try tpdu.map { text in
      guard let tpdu = TPDU(HexText.bytes(text) ?? []) else { throw Unreadable("tpdu: five bytes") }
      return tpdu
    }
    return Frame(tpdu: tpdu, header: header, message: message)
  }

  func line() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// What is said of a line that could not be read.
  static func fault(_ error: any Error) -> String {
    struct Fault: Encodable {
      var error: String
      var field: Int?
    }
    let text = error is DecodingError ? "no JSON of a frame" : "\(error)"
    let fault = Fault(error: text, field: (error as? MessageError)?.field)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // Two plain values always encode.
    return (try? encoder.encode(fault)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
