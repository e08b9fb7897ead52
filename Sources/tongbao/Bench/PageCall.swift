import Foundation

/// Asks for pages and sends forms over one kept connection; written and read by one thread.
final class PageConnection {
  struct Answer {
    let status: Int
    /// Head and body, as they came.
    let bytes: [UInt8]
    let duration: Duration

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  struct Failed: Error, CustomStringConvertible {
    let description: String
  }

  private let port: Int
  private let socketNumber: Int32

  init(port: Int) throws {
    self.port = port
    socketNumber = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socketNumber >= 0 else { throw Failed(description: "no socket") }
    var one: Int32 = 1
    setsockopt(
      socketNumber, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port)).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socketNumber, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw Failed(description: "no connection to port \(port)") }
  }

  deinit { close(socketNumber) }

  func get(_ path: String, _ cookies: String) throws -> Answer {
    try send("GET \(path) HTTP/1.1\r\nhost: 127.0.0.1:\(port)\r\ncookie: \(cookies)\r\n\r\n")
  }

  func post(_ path: String, _ form: String, _ cookies: String) throws -> Answer {
    try send(
      "POST \(path) HTTP/1.1\r\nhost: 127.0.0.1:\(port)\r\ncookie: \(cookies)\r\n"
        + "origin: http://127.0.0.1:\(port)\r\ncontent-type: application/x-www-form-urlencoded\r\n"
        + "content-length: \(form.utf8.count)\r\n\r\n\(form)")
  }

  private func send(_ request: String) throws -> Answer {
    let start = ContinuousClock.now
    var rest = Array(request.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(socketNumber, $0.baseAddress, $0.count) }
      guard written > 0 else { throw Failed(description: "the server took no request") }
      rest = rest.dropFirst(written)
    }
    var answer: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let bounds = HTTPReplyBounds(answer.span) {
        return Answer(
          status: bounds.status, bytes: Array(answer.prefix(bounds.byteCount)),
          duration: start.duration(to: .now))
      }
      let count = part.withUnsafeMutableBytes { read(socketNumber, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Failed(description: "the server hung up") }
      answer += part[..<count]
    }
  }
}

/// What many calls of one page came to.
struct PageTally: Sendable {
  var latencies = LatencyHistogram()
  var answered = 0
  /// Answers of another status than the one that a page or form has.
  var failed = 0
  var bytes = 0
  var duration = Duration.zero
  var processorTime = Duration.zero

  mutating func add(_ answer: PageConnection.Answer, expected: Int) {
    latencies.record(answer.duration)
    answered += 1
    if answer.status != expected { failed += 1 }
    bytes = max(bytes, answer.bytes.count)
  }
}
