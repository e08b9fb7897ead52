import Coalition
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Carries webhooks out over HTTP/1.1: one connection a message, no redirect followed, nothing kept of the
/// answer but its status.
///
/// A name is looked up once, what it leads to is judged, and that very address is connected to: a name that
/// leads elsewhere a moment later leads nowhere else here.
struct WebhookSender: Sendable {
  /// Why no answer came.
  struct Failed: Error, CustomStringConvertible {
    let description: String
  }

  private static let connectSeconds: Int64 = 5
  /// From the look-up of the name to the answer's head (Standard Webhooks: 15 to 30 s).
  private static let patience = Duration.seconds(15)

  private let tls: NIOSSLContext
  private let names = NameLookup()

  /// - Throws: `NIOSSLError` where the system's authorities cannot be read.
  init() throws { tls = try NIOSSLContext(configuration: .makeClientConfiguration()) }

  var sink: WebhookSink { WebhookSink { try await post($0) } }

  /// - Throws: ``Failed``, and what the network throws.
  func post(_ request: WebhookRequest) async throws -> WebhookAnswer {
    let began = ContinuousClock.now
    var answer = try await withThrowingTaskGroup(of: WebhookAnswer.self) { group in
      group.addTask { try await exchange(request) }
      group.addTask {
        try await Task.sleep(for: Self.patience)
        throw Failed(description: "no answer within 15 seconds")
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw CancellationError() }
      return first
    }
    let (seconds, attoseconds) = (ContinuousClock.now - began).components
    answer.milliseconds = Int(seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
    return answer
  }

  private func exchange(_ request: WebhookRequest) async throws -> WebhookAnswer {
    let address = try await address(of: request)
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connectTimeout(.seconds(Self.connectSeconds))
      .connect(to: address) { channel in
        channel.eventLoop.makeCompletedFuture {
          if request.address.isTLS {
            try channel.pipeline.syncOperations.addHandler(try encryption(for: request.address))
          }
          try channel.pipeline.syncOperations.addHTTPClientHandlers()
          return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(
            wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      var headers = HTTPHeaders([("host", request.address.authority)] + request.headers)
      if request.method == .post { headers.add(name: "content-length", value: String(request.body.count)) }
      headers.add(name: "connection", value: "close")
      let head = HTTPRequestHead(
        version: .http1_1, method: request.method == .post ? .POST : .GET, uri: request.address.target,
        headers: headers)
      try await outbound.write(.head(head))
      if request.method == .post {
        try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: request.body))))
      }
      try await outbound.write(.end(nil))
      var answer: WebhookAnswer?
      for try await part in inbound {
        switch part {
        case .head(let head) where head.status.code >= 200:
          answer = WebhookAnswer(
            status: Int(head.status.code),
            retryAfterSeconds: head.headers.first(name: "retry-after").flatMap { Int64($0) })
          // What a receiver says beside its status is nobody's business, unless it was asked for.
          if let answer, request.answerBytes == 0 { return answer }
        case .head: continue
        case .body(let bytes):
          guard (answer?.body.count ?? 0) + bytes.readableBytes <= request.answerBytes else {
            throw Failed(description: "the answer is longer than \(request.answerBytes) bytes")
          }
          answer?.body += bytes.readableBytesView
        case .end: if let answer { return answer }
        }
      }
      throw Failed(description: "the connection ended without an answer")
    }
  }

  private func encryption(for address: WebhookAddress) throws -> NIOSSLClientHandler {
    // A certificate for an address has no name to ask for (RFC 6066, 3).
    let isName = (try? SocketAddress(ipAddress: address.host, port: 0)) == nil  // Nil is the answer.
    return try NIOSSLClientHandler(context: tls, serverHostname: isName ? address.host : nil)
  }

  private func address(of request: WebhookRequest) async throws -> SocketAddress {
    let (host, port) = (request.address.host, request.address.port)
    let address: SocketAddress
    do {
      address = try await names.address(of: host, port: port)
    } catch is NameLookup.TooSlow {
      throw Failed(description: "the name was not found within \(NameLookup.seconds) seconds")
    } catch { throw Failed(description: "the name leads nowhere") }
    guard request.allowsLocal || NetworkAddress.isPublic(address.bytes) else {
      throw Failed(description: "the name leads into a private network")
    }
    return address
  }
}

extension SocketAddress {
  /// Of the network address alone; empty for what has none.
  fileprivate var bytes: [UInt8] {
    // Read back from its text: the fields of the system's structures belong to a module of NIO's own.
    guard let text = ipAddress else { return [] }
    let isSix = self.protocol == .inet6
    var bytes = [UInt8](repeating: 0, count: isSix ? 16 : 4)
    return inet_pton(isSix ? AF_INET6 : AF_INET, text, &bytes) == 1 ? bytes : []
  }
}
