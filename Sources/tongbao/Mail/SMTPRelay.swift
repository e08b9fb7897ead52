import Coalition
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// The mail server that takes our mail on (RFC 5321): one connection a mail.
struct SMTPRelay: Sendable {
  private static let connectSeconds: Int64 = 10
  /// A whole conversation.
  private static let patience = Duration.seconds(60)

  let host: String
  let port: Int
  let from: String
  var security = MailSecurity.none
  var account: MailAccount?
  /// A PEM file of the authorities that may vouch for the relay; empty for the system's.
  var authorities = ""
  /// Where members find their site; nil where mail cannot link to it.
  var site: String?

  /// - Throws: `PermanentFailure` where the server says that trying again is of no use; ``MailRefused`` for
  ///   all else that went wrong.
  func send(_ text: OutgoingText) async throws {
    let isPlain = text.recipient.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != 0x3C && $0 != 0x3E }
    // Addresses in other scripts need SMTPUTF8 on every server of the way.
    guard isPlain else { throw PermanentFailure("the address is not one of ASCII letters") }
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await converse(text) }
        group.addTask {
          try await Task.sleep(for: Self.patience)
          throw MailRefused(description: "the mail server took too long")
        }
        try await group.next()
        group.cancelAll()
      }
    } catch let fault as PermanentMailFault {
      throw PermanentFailure(fault.description)
    } catch let fault as MailRefused {
      throw fault
    } catch is CancellationError {
      throw CancellationError()
    } catch is SMTPReplies.Malformed {
      throw MailRefused(description: "what answers at \(host):\(port) is no mail server")
    } catch {
      let what = security == .none ? "the line to" : "TLS or the line to"
      throw MailRefused(description: "\(what) \(host):\(port) failed: \(error)")
    }
  }

  /// TLS as a client that takes nobody's word for who the server is.
  /// - Throws: what an unreadable file of authorities throws.
  func tls() throws -> NIOSSLContext {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv12
    configuration.certificateVerification = .fullVerification
    if !authorities.isEmpty { configuration.trustRoots = .file(authorities) }
    return try NIOSSLContext(configuration: configuration)
  }

  private func handler(_ context: NIOSSLContext) throws -> NIOSSLClientHandler {
    // A name is sent and looked for in the certificate; of an address the certificate must have the address.
    let isAddress = (try? SocketAddress(ipAddress: host, port: port)) != nil  // Else it is a name.
    return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
  }

  private func converse(_ text: OutgoingText) async throws {
    let context = security == .none ? nil : try tls()
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connectTimeout(.seconds(Self.connectSeconds))
      .connect(host: host, port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          if security == .implicit, let context {
            try channel.pipeline.syncOperations.addHandler(handler(context))
          }
          return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    let mail = MailText(text: text, from: from, site: site, at: Date()).bytes
    try await channel.executeThenClose { inbound, outbound in
      var conversation = SMTPConversation(
        security, as: account, from: from, to: text.recipient, mail: mail)
      var replies = SMTPReplies()
      do {
        for try await bytes in inbound {
          replies.add(bytes)
          while let reply = try replies.next() {
            switch try conversation.act(on: reply) {
            case .say(let line): try await outbound.write(ByteBuffer(bytes: line))
            case .end(let line):
              // What counts was the answer to the full stop; whether the goodbye arrives does not.
              try? await outbound.write(ByteBuffer(bytes: line))
              return
            case .secure(let line):
              // Whatever came in the clear behind the answer was not said by the server (CVE-2011-0411).
              guard replies.isEmpty, let context else {
                throw MailRefused(description: "the mail server went on in the clear after STARTTLS")
              }
              let pipeline = channel.channel.pipeline
              try await channel.channel.eventLoop.submit {
                try pipeline.syncOperations.addHandler(handler(context), position: .first)
              }.get()
              try await outbound.write(ByteBuffer(bytes: line))
            }
          }
        }
      } catch let error
        where conversation.isAwaitingVerdict && !(error is PermanentMailFault)
        && !(error is MailRefused)
      {
        throw MailRefused(description: "the line broke before the verdict, the mail may be there: \(error)")
      }
      throw MailRefused(
        description: conversation.isAwaitingVerdict
          ? "the mail server hung up before its verdict, the mail may be there" : "the mail server hung up")
    }
  }
}
