import Crypto
import Hummingbird
import NIOCore

/// A file on its way in: pieces as they arrive, never more than one held.
///
/// Ends in a ``Problem`` where it is longer than allowed or not what was signed, so whoever reads it to its
/// end has the whole of it.
package struct Upload: AsyncSequence, Sendable {
  let body: RequestBody
  let maximumBytes: Int
  /// What a signature says of it; nil where nothing does.
  let digest: [UInt8]?

  package struct AsyncIterator: AsyncIteratorProtocol {
    var pieces: RequestBody.AsyncIterator
    let upload: Upload
    var count = 0
    var hash = SHA256()
    var isEnded = false

    package mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(any Error) -> [UInt8]? {
      guard !isEnded else { return nil }
      guard let piece = try await pieces.next(isolation: actor) else {
        isEnded = true
        if let digest = upload.digest, !Array(hash.finalize()).isEqualInConstantTime(to: digest) {
          throw Problem(.digestMismatch)
        }
        return nil
      }
      count += piece.readableBytes
      guard count <= upload.maximumBytes else {
        throw Problem(.payloadTooLarge, String(upload.maximumBytes))
      }
      let bytes = Array(buffer: piece)
      hash.update(data: bytes)
      return bytes
    }
  }

  package func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(pieces: body.makeAsyncIterator(), upload: self)
  }
}
