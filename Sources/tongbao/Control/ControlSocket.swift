import Foundation
import HTTPAPI

/// A connection of the control socket (`control.sock` in the data folder): one JSON value a line, both ways.
struct ControlSocket: Sendable {
  private static let longestLine = 1 << 24
  let descriptor: Int32

  static func path(in folder: String) -> String { folder + "/control.sock" }

  static func connect(to path: String) throws -> ControlSocket {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw ServerSilent() }
    let isConnected = try withAddress(of: path) { Foundation.connect(descriptor, $0, $1) == 0 }
    guard isConnected else {
      _ = Foundation.close(descriptor)
      throw ServerSilent()
    }
    return ControlSocket(descriptor: descriptor)
  }

  /// Makes the socket file, for its owner alone, and listens.
  static func listen(at path: String) throws -> Int32 {
    unlink(path)
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw SocketUnusable(path: path) }
    // The folder is the owner's alone, so nobody can connect before the mode is set.
    let isBound = try withAddress(of: path) { bind(descriptor, $0, $1) == 0 }
    guard isBound, chmod(path, 0o600) == 0, Foundation.listen(descriptor, 16) == 0 else {
      _ = Foundation.close(descriptor)
      throw SocketUnusable(path: path)
    }
    return descriptor
  }

  private static func withAddress<T>(
    of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> T
  ) throws -> T {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { throw SocketUnusable(path: path) }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  /// - Returns: false when the other side has gone away.
  func send(_ value: JSON) -> Bool {
    let bytes = value.bytes + [UInt8(ascii: "\n")]
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// The next value, or nil when the other side has ended. Reads byte by byte: lines are few.
  func receive() throws -> JSON? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while recv(descriptor, &byte, 1, 0) == 1 {
      if byte == UInt8(ascii: "\n") { return try JSON(parsing: line) }
      guard line.count < Self.longestLine else { throw LineTooLong() }
      line.append(byte)
    }
    return nil
  }

  func close() { _ = Foundation.close(descriptor) }
}

struct SocketUnusable: Error, CustomStringConvertible {
  var path: String
  var description: String {
    "\(path) cannot be used as control socket; it must be writable and its path shorter than 108 bytes"
  }
}
