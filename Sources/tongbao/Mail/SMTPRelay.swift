import Coalition
import Foundation
import NIOCore
import NIOPosix

/// The mail server that takes our mail on (RFC 5321): one connection a mail, for a relay nearby.
struct SMTPRelay: Sendable {
  /// Why a mail was not taken now; it is tried again.
  struct Refused: Error, CustomStringConvertible {
    let description: String
  }

  private static let connectSeconds: Int64 = 10
  /// A whole conversation.
  private static let patience = Duration.seconds(60)

  let host: String
  let port: Int
  let from: String

  /// - Throws: `PermanentFailure` where the server says that trying again is of no use; ``Refused`` and what
  ///   the network throws otherwise.
  func send(_ text: OutgoingText) async throws {
    let isPlain = text.recipient.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != 0x3C && $0 != 0x3E }
    // Addresses in other scripts need SMTPUTF8 on every server of the way.
    guard isPlain else { throw PermanentFailure("the address is not one of ASCII letters") }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await converse(text) }
      group.addTask {
        try await Task.sleep(for: Self.patience)
        throw Refused(description: "the mail server took too long")
      }
      try await group.next()
      group.cancelAll()
    }
  }

  private func converse(_ text: OutgoingText) async throws {
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connectTimeout(.seconds(Self.connectSeconds))
      .connect(host: host, port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    let steps = lines(of: text)
    try await channel.executeThenClose { inbound, outbound in
      var replies = SMTPReplies()
      var step = 0
      for try await bytes in inbound {
        replies.add(bytes)
        while let reply = try replies.next() {
          try require(reply)
          // What counts is the answer to the full stop: until it, the server has taken nothing.
          guard step < steps.count else {
            try await outbound.write(ByteBuffer(string: "QUIT\r\n"))
            return
          }
          try await outbound.write(steps[step])
          step += 1
        }
      }
      throw Refused(description: "the mail server hung up")
    }
  }

  /// What is said, one after each reply, the greeting's first.
  private func lines(of text: OutgoingText) -> [ByteBuffer] {
    let name = from.split(separator: "@").last.map(String.init) ?? "localhost"
    let mail = MailText(text: text, from: from, at: Date()).bytes
    return ["EHLO \(name)", "MAIL FROM:<\(from)>", "RCPT TO:<\(text.recipient)>", "DATA"].map {
      ByteBuffer(string: $0 + "\r\n")
    } + [ByteBuffer(bytes: mail + Array(".\r\n".utf8))]
  }

  private func require(_ reply: SMTPReply) throws {
    if reply.isPositive { return }
    let reason = "\(reply.code) \(reply.text)"
    if reply.isPermanent { throw PermanentFailure(reason) }
    throw Refused(description: reason)
  }
}
