import Foundation
import HTTPAPI

/// Asks the server that owns a data folder to do an errand.
struct ControlClient {
  var folder: String

  /// - Throws: ``ServerRefused`` with the server's words, ``ServerSilent`` when it cannot be reached.
  func ask(_ errand: some Errand, _ talk: Talk) async throws -> JSON {
    let arguments = try JSONEncoder().encode(errand)
    let request: JSON = [
      "errand": .string(type(of: errand).name),
      "arguments": .string(String(decoding: arguments, as: UTF8.self)),
    ]
    let path = ControlSocket.path(in: folder)
    return try await onThread {
      let socket = try ControlSocket.connect(to: path)
      defer { socket.close() }
      guard socket.send(request) else { throw ServerSilent() }
      while let answer = try socket.receive() {
        if let progress = answer["progress"] {
          talk.progress(progress.elements.first?.int64 ?? 0, progress.elements.last?.int64)
        } else if let output = answer["output"]?.text {
          talk.output(Array(output.utf8))
        } else if let failure = answer["failure"]?.text {
          throw ServerRefused(description: failure)
        } else if let report = answer["report"] {
          return report
        }
      }
      throw ServerSilent()
    }
  }
}

struct ServerRefused: Error, CustomStringConvertible {
  var description: String
}

struct ServerSilent: Error, CustomStringConvertible {
  var description: String {
    "the server that owns the data folder does not answer on its control socket; it may be stopping"
  }
}
