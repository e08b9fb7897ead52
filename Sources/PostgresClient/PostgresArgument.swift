/// A bound argument with the type it is sent as; `bytes` are PostgreSQL's binary format.
package struct PostgresArgument: Sendable {
  /// Object ids out of `pg_type`, which never change.
  package enum OID: UInt32, Sendable {
    case bytea = 17
    case int8 = 20
    case text = 25
    case float8 = 701
  }

  let oid: OID
  let bytes: [UInt8]?

  /// NULL of a known type.
  package static func null(_ oid: OID) -> PostgresArgument {
    PostgresArgument(oid: oid, bytes: nil)
  }

  package static func int64(_ number: Int64) -> PostgresArgument {
    PostgresArgument(oid: .int8, bytes: bigEndian(UInt64(bitPattern: number)))
  }

  package static func double(_ number: Double) -> PostgresArgument {
    PostgresArgument(oid: .float8, bytes: bigEndian(number.bitPattern))
  }

  package static func text(_ text: String) -> PostgresArgument {
    PostgresArgument(oid: .text, bytes: Array(text.utf8))
  }

  package static func blob(_ bytes: [UInt8]) -> PostgresArgument {
    PostgresArgument(oid: .bytea, bytes: bytes)
  }

  private static func bigEndian(_ bits: UInt64) -> [UInt8] {
    withUnsafeBytes(of: bits.bigEndian) { Array($0) }
  }
}

/// Lays arguments out as libpq reads them and lends the pointers while the body runs.
func withArgumentPointers<T>(
  _ arguments: [PostgresArgument],
  _ body: (
    _ values: UnsafePointer<UnsafePointer<CChar>?>?, _ lengths: UnsafePointer<Int32>?,
    _ formats: UnsafePointer<Int32>?
  ) -> T
) -> T {
  var bytes: [CChar] = []
  var offsets: [Int?] = []
  var lengths: [Int32] = []
  for argument in arguments {
    if let value = argument.bytes {
      offsets.append(bytes.count)
      lengths.append(Int32(value.count))
      bytes.append(contentsOf: value.lazy.map { CChar(bitPattern: $0) })
    } else {
      offsets.append(nil)
      lengths.append(0)
    }
  }
  // An empty value needs an address too, since no address means NULL.
  bytes.append(0)
  let formats = [Int32](repeating: 1, count: arguments.count)
  return bytes.withUnsafeBufferPointer { buffer in
    let values = offsets.map { offset in offset.flatMap { buffer.baseAddress?.advanced(by: $0) } }
    return values.withUnsafeBufferPointer { values in
      lengths.withUnsafeBufferPointer { lengths in
        formats.withUnsafeBufferPointer { formats in
          body(values.baseAddress, lengths.baseAddress, formats.baseAddress)
        }
      }
    }
  }
}
