import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var memberWallets: Operation {
    Operation(
      .get, "/v1/members/{id}/wallets", "A member's balances, with what runs out soon", id: "memberWallets",
      needs: .readMembers, refusals: [.memberNotFound], takes: .path("id", .id("mem")),
      .page(default: 100), gives: .list(of: .wallet)
    ) { call, id, page in
      let coalition = call.services
      let id: MemberID = try coalition.id(id, otherwise: .memberNotFound)
      let wallets = try await coalition.wallets(of: id, by: call.principal)
      let names = coalition.publicIDs
      let after = page.request(names, Identified.Asset.self).after ?? .none
      return page.listing(
        of: wallets.sorted { $0.key.asset < $1.key.asset }.map { coalition.shown($0) }
      ) {
        $0.key.asset > after
      } place: {
        [.text(names.text($0.key.asset))]
      }
    }
  }
}

extension Schema<Shown<WalletView>> {
  static var wallet: Schema {
    .reply(
      "Wallet",
      .constant("object", "wallet"),
      .always("id", .id("wal")) { $0.ids.text($0.key) },
      .always("member", .id("mem")) { $0.text($0.key.member) },
      .always("program", .id("prg")) { $0.text($0.key.asset) },
      .always("spendable", Schema<Int64>.points(Int.min...Int.max).described("What could be spent now.")) {
        $0.spendable.units
      },
      .always("available", .points(Int.min...Int.max)) { $0.balance.available.units },
      .always("pending", .points(Int.min...Int.max)) { $0.balance.pending.units },
      .always("held", .points(Int.min...Int.max)) { $0.balance.held.units },
      .always("debt", .points(Int.min...0)) { $0.balance.debt.units },
      .always("expiring", .array(of: .expiring, 0...10_000)) { $0.expiring },
      .always("lifetime_earned", .points(Int.min...Int.max)) { $0.lifetimeEarned.units },
      .always("lifetime_spent", .points(Int.min...Int.max)) { $0.lifetimeSpent.units })
  }
}

extension Schema<ExpiringPoints> {
  fileprivate static var expiring: Schema {
    .reply(
      "ExpiringPoints",
      .always("points", .points(Int.min...Int.max)) { $0.points.units },
      .always("expires_at", Schema<Int64>.timestamp.described("The first moment at which they are gone.")) {
        $0.expiresAt.microseconds
      })
  }
}
