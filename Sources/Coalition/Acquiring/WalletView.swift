package import Ledger
package import LedgerStore
internal import Storage

/// A wallet as its owner sees it.
package struct WalletView: Sendable, Hashable {
  package var key: WalletKey
  package var id: WalletID
  /// What could be spent now.
  package var spendable: Points
  package var balance: Balance
  /// Spendable points that run out within 30 days, by their day, soonest first.
  package var expiring: [ExpiringPoints]
  package var lifetimeEarned: Points
  package var lifetimeSpent: Points
  /// In order of use; without those that are empty.
  package var lots: [LotState]
  package var holds: [Hold]
}

/// Points that run out at one moment.
package struct ExpiringPoints: Sendable, Hashable {
  package var points: Points
  /// The first moment at which they are gone.
  package var expiresAt: Instant
}

extension Coalition {
  /// How far ahead points count as expiring soon, in days.
  package static let expiringDays: Int64 = 30

  /// A member's wallets in the order of programmes; a merchant sees programmes it takes part in.
  /// - Throws: `MemberRefusal.memberNotFound`, ``OrderRefusal/busy``, `AccessRefusal`.
  package func wallets(of member: MemberID, by principal: Principal) async throws -> [WalletView] {
    try principal.require(.readMembers)
    let merchant = principal.merchant
    let visible: Set<AssetID>? = try await database.read { tx in
      _ = try tx.requireHolder(member)
      return try merchant.map { merchant in Set(try tx.terms(merchant: merchant).map(\.asset)) }
    }
    let states: [WalletState]
    do { states = try await ledger.wallets(of: member) } catch { throw OrderRefusal.busy }
    let now = clock.now()
    return states.compactMap { state in
      if let visible, !visible.contains(state.wallet.asset) { return nil }
      return WalletView(state, at: now)
    }
  }

  /// A member's wallet in a programme; an empty one when nothing ever lay in it.
  /// - Throws: as ``wallets(of:by:)``.
  package func wallet(_ key: WalletKey, by principal: Principal) async throws -> WalletView {
    let all = try await wallets(of: key.member, by: principal)
    return all.first { $0.key == key } ?? WalletView(empty: key)
  }
}

extension WalletView {
  init(_ state: WalletState, at now: Instant) {
    let bound = now.adding(seconds: Coalition.expiringDays * 86_400)
    var expiring: [ExpiringPoints] = []
    for lot in state.lots.map(\.lot) where lot.available > 0 && lot.expiresAt > now && lot.expiresAt <= bound
    {
      if expiring.last?.expiresAt == lot.expiresAt {
        expiring[expiring.count - 1].points += lot.available
      } else {
        expiring.append(ExpiringPoints(points: lot.available, expiresAt: lot.expiresAt))
      }
    }
    self.init(
      key: WalletKey(member: state.wallet.member, asset: state.wallet.asset), id: state.id,
      spendable: state.spendable, balance: state.wallet.balance, expiring: expiring,
      lifetimeEarned: state.wallet.lifetimeEarned, lifetimeSpent: state.wallet.lifetimeSpent,
      lots: state.lots.filter { $0.lot.available + $0.lot.held + $0.lot.pending > 0 }, holds: state.holds)
  }

  package init(empty key: WalletKey) {
    self.init(
      key: key, id: .none, spendable: 0, balance: Balance(), expiring: [], lifetimeEarned: 0,
      lifetimeSpent: 0,
      lots: [], holds: [])
  }
}
