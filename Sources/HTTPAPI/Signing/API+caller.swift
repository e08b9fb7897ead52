import Coalition
import Crypto
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

/// Who calls, and what their way of proving it asks of the rest of the call.
struct Caller: Sendable {
  var principal: Principal?
  /// Kept as used once the call is admitted.
  var nonce: (text: String, key: APIKeyID, createdSeconds: Int64)?
  /// The public key that the request itself brought and was signed with, as of a device to be enrolled.
  var broughtKey: [UInt8]?
  var replies: ReplySigning?
  var body: Body = .unread

  enum Body: Sendable {
    case unread
    /// Was needed for checking the signature.
    case read([UInt8])
    /// Signed, and must have this digest; nil: must be empty.
    case signed(digest: [UInt8]?)
  }

  static let nobody = Caller()
}

extension API {
  /// Tells who calls: by a bearer key or by a signature, in either form.
  /// - Throws: ``Problem``, saying what is wrong with a signature.
  func caller(
    of request: Request, _ operation: Operation<Services>, _ address: String?, _ now: Int64
  ) async throws -> Caller {
    let headers = request.headers
    if RequestSignature.isPresent(in: headers) {
      return try await caller(try RequestSignature(headers), signedTarget(request), address, now)
    }
    if SimpleSignature.isPresent(in: headers) {
      return try await caller(try SimpleSignature(headers), request, operation, address, now)
    }
    guard let key = bearer(headers) else { return .nobody }
    return Caller(principal: try await authenticate(key, address))
  }

  private func caller(
    _ signature: RequestSignature, _ target: SignedTarget, _ address: String?, _ now: Int64
  ) async throws -> Caller {
    try signature.checkCoverage(of: target)
    guard signature.isFresh(at: now / 1_000_000) else { throw expired(now) }
    let digest = try target.headers[.contentDigest].map { field throws(Problem) in
      try ContentDigest.sha256(field)
    }
    let bases = signature.bases(of: target)
    if let brought = signature.broughtKey {
      return try caller(signature, bringing: brought, bases, digest)
    }
    guard let key = try await signatures.key(signature.keyID, address) else {
      throw Problem(.signatureKeyUnknown)
    }
    let credential = key.credentials.first { credential in
      credential.algorithm.rawValue == signature.algorithm
        && bases.contains { credential.isSignature(signature.signature, of: $0) }
    }
    guard let credential else { throw Problem(.signatureInvalid) }
    let principal = try await signatures.principal(key, target.headers[.operatorSession])
    return Caller(
      principal: principal, nonce: (signature.nonce, key.id, signature.created),
      replies: replies(.standard(signature.reference), credential, signature.keyID),
      body: .signed(digest: digest))
  }

  /// A caller whom nobody knows yet: the signature only proves that they have the key. What they may do once
  /// is the operation's to see to, so no nonce is kept, which strangers could make without end.
  private func caller(
    _ signature: RequestSignature, bringing key: Curve25519.Signing.PublicKey, _ bases: [[UInt8]],
    _ digest: [UInt8]?
  ) throws -> Caller {
    let credential = SigningCredential.publicKey(key)
    guard signature.algorithm == credential.algorithm.rawValue,
      bases.contains(where: { credential.isSignature(signature.signature, of: $0) })
    else { throw Problem(.signatureInvalid) }
    return Caller(
      broughtKey: [UInt8](key.rawRepresentation),
      replies: replies(.standard(signature.reference), credential, signature.keyID),
      body: .signed(digest: digest))
  }

  private func caller(
    _ signature: SimpleSignature, _ request: Request, _ operation: Operation<Services>, _ address: String?,
    _ now: Int64
  ) async throws -> Caller {
    guard signature.isFresh(at: now / 1_000_000) else { throw expired(now) }
    guard let key = try await signatures.key(signature.keyID, address) else {
      throw Problem(.signatureKeyUnknown)
    }
    // The body is part of the text; it is read only for a key that exists.
    let body = try await collect(request, upTo: bodyLimit(operation))
    let message = signature.message(signedTarget(request), body)
    let credential = key.credentials.first { credential in
      credential.algorithm == .hmacSHA256 && credential.isSignature(signature.signature, of: message)
    }
    guard let credential else { throw Problem(.signatureInvalid) }
    return Caller(
      principal: key.principal, nonce: (signature.nonce, key.id, signature.timestamp),
      replies: replies(.simple(nonce: signature.nonce), credential, signature.keyID), body: .read(body))
  }

  /// Uses up the nonce of an admitted call; kept for twice the window, as long as the request could be taken.
  func useUp(_ caller: Caller) async throws {
    guard let nonce = caller.nonce else { return }
    let until = Instant(microseconds: 0).adding(
      seconds: nonce.createdSeconds + 2 * RequestSignature.windowSeconds)
    guard try await signatures.keepNonce(nonce.text, nonce.key, until) else {
      throw Problem(.signatureReplayed)
    }
  }

  private func expired(_ now: Int64) -> Problem {
    Problem(.signatureExpired, String(RequestSignature.windowSeconds), rfc3339(microseconds: now))
  }

  private func replies(
    _ form: ReplySigning.Form, _ credential: SigningCredential, _ keyID: String
  ) -> ReplySigning? {
    switch credential {
    case .secret(let key): ReplySigning(form: form, key: .secret(key, keyID: keyID))
    case .publicKey:
      signatures.replyKey.map { ReplySigning(form: form, key: .platform($0.key, keyID: $0.name)) }
    }
  }

  private func signedTarget(_ request: Request) -> SignedTarget {
    SignedTarget(
      method: request.method.rawValue, target: request.head.path ?? "",
      authority: request.head.authority ?? "", headers: request.headers)
  }

  private func bearer(_ headers: HTTPFields) -> String? {
    guard let value = headers[.authorization], value.utf8.count <= 512 else { return nil }
    let parts = value.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return String(parts[1])
  }
}
