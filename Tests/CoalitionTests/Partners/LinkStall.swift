import Foundation
import Ledger
import Loyalty
import Storage
import Testing

@testable import Coalition

/// A partner whose accounts are linked, and what its own system and our members do with them.
struct LinkStall {
  let stall: PartnerStall

  static func open(
    _ limits: ExchangeLimits = ExchangeLimits(), brings: Bool = true,
    _ test: (LinkStall) async throws -> Void
  ) async throws {
    try await PartnerStall.open(limits, links: true, brings: brings) { stall in
      try await test(LinkStall(stall: stall))
    }
  }

  var coalition: Coalition { stall.shop.coalition }
  var me: MemberPrincipal { stall.me }
  var friend: MemberPrincipal { stall.me(stall.shop.friend) }

  /// A statement as the partner writes it into an address.
  func statement(
    _ account: String = "SKY-881", _ nonce: String = "0123456789abcdef", secondsAgo: Int64 = 0,
    secret: String = PartnerStall.secret
  ) -> [String: String] {
    let time = "\(stall.shop.clock.clock.now().microseconds / 1_000_000 - secondsAgo)"
    let partner = coalition.publicIDs.text(stall.partner.id)
    return [
      "partner": partner, "account": account, "time": time, "nonce": nonce,
      "sign": HandOver.signature(
        partner: partner, account: account, time: time, nonce: nonce, secret: secret),
    ]
  }

  func handOver(
    _ account: String = "SKY-881", _ nonce: String = "0123456789abcdef", secondsAgo: Int64 = 0
  ) throws -> HandOver {
    try #require(HandOver(statement(account, nonce, secondsAgo: secondsAgo)))
  }

  func link(
    _ account: String = "SKY-881", _ nonce: String = "0123456789abcdef", by member: MemberPrincipal? = nil
  ) async throws -> LinkedAccount {
    try await coalition.linkAccount(handOver(account, nonce), by: member ?? me)
  }

  func refusal(_ body: () async throws -> Void) async throws -> LinkRefusal? {
    do { try await body() } catch let refusal as LinkRefusal { return refusal }
    return nil
  }

  /// A key of the partner's merchant, or of another.
  func caller(_ merchant: Merchant? = nil) -> Principal {
    stall.shop.caller(merchant ?? stall.shop.other, .merchantSystem)
  }

  func run(after seconds: Int64) async throws {
    stall.shop.clock.advance(seconds: seconds)
    try await stall.run()
  }

  /// What a member may spend.
  func spendable(_ member: Member? = nil) async throws -> Points {
    try await coalition.wallet(
      WalletKey(member: (member ?? stall.shop.member).id, asset: stall.shop.program.asset), by: .system
    ).spendable
  }

  /// How the bring-in of a link stands: its state, and that of its exchange.
  func brought(_ link: LinkedAccount, by member: MemberPrincipal? = nil) async throws -> [String] {
    let all = try await coalition.ownBroughtIn(by: member ?? me)
    guard let found = all.first(where: { $0.bringIn.link == link.id }) else { return [] }
    return [found.bringIn.state.rawValue, found.exchange?.state.rawValue ?? found.bringIn.failure]
  }

  /// Debits that the partner heard of, with repetitions.
  var debits: [String] { stall.book.requests.map(\.text).filter { $0.contains("partner_debit") } }
}
