package import Ledger

/// What a transaction did with points that concern one merchant in one programme, before money.
package struct ClearingMovement: Hashable, Sendable {
  package let role: ClearingRole
  package let merchant: MerchantID
  package let asset: AssetID
  /// Below none where it undoes.
  package let points: Points

  package init(role: ClearingRole, merchant: MerchantID, asset: AssetID, points: Points) {
    self.role = role
    self.merchant = merchant
    self.asset = asset
    self.points = points
  }

  /// The movements of a transaction, read off its entries, by role, merchant and programme.
  ///
  /// - Parameter source: what the number of a lot's source stands for.
  /// Points that the operator itself gave are nobody's to pay for.
  package static func movements(
    of transaction: Transaction, source: (Int32) -> LotSource?
  ) -> [ClearingMovement] {
    if transaction.refusal != nil { return [] }
    var sums: [Key: Points] = [:]
    // What comes back after its end had not been used; what the operator keeps of it stays run out.
    let isOfEnd = transaction.kind == .expire || transaction.kind == .reinstate
    let ends: ClearingRole = isOfEnd ? .expired : .used
    for entry in transaction.entries {
      let account = entry.account
      switch account.kind {
      case .issuer:
        sums[Key(.given, account.owner, account.asset), default: 0] -= entry.amount
        // What comes into the world or leaves it again where it came from was not used.
        sums[Key(ends, account.owner, account.asset), default: 0] -= entry.amount
      case .acceptor: sums[Key(.taken, account.owner, account.asset), default: 0] += entry.amount
      case .available, .pending, .held:
        if let issuer = source(entry.source)?.issuer {
          sums[Key(ends, issuer.rawValue, account.asset), default: 0] -= entry.amount
        }
      case .debt, .breakage, .fees, .exchange, .adjustment, .float, .vouchersOutstanding: break
      }
    }
    if transaction.kind == .earn, transaction.amount == 0 {
      // Too little to give a point for, and yet a sale.
      sums[Key(.given, transaction.context.merchant.rawValue, transaction.subject.asset)] = 0
    } else {
      sums = sums.filter { $0.value != 0 }
    }
    return sums.filter { $0.key.merchant != 0 }.sorted { $0.key < $1.key }.map {
      ClearingMovement(
        role: $0.key.role, merchant: MerchantID($0.key.merchant), asset: $0.key.asset, points: $0.value)
    }
  }

  /// What an exchange did to programmes that have an owner: below none left it, above none came into it.
  /// - Parameter owner: whose programme it is; none for the alliance's.
  package static func exchanged(
    in transaction: Transaction, owner: (AssetID) -> MerchantID?
  ) -> [ClearingMovement] {
    if transaction.refusal != nil { return [] }
    var sums: [AssetID: Points] = [:]
    for entry in transaction.entries where entry.account.kind == .exchange {
      sums[entry.account.asset, default: 0] -= entry.amount
    }
    return sums.sorted { $0.key < $1.key }.compactMap { asset, points in
      guard points != 0, let owner = owner(asset) else { return nil }
      return ClearingMovement(role: .exchange, merchant: owner, asset: asset, points: points)
    }
  }

  private struct Key: Hashable, Comparable {
    let role: ClearingRole
    let merchant: Int64
    let asset: AssetID

    init(_ role: ClearingRole, _ merchant: Int64, _ asset: AssetID) {
      self.role = role
      self.merchant = merchant
      self.asset = asset
    }

    static func < (left: Key, right: Key) -> Bool {
      (left.role.rawValue, left.merchant, left.asset) < (right.role.rawValue, right.merchant, right.asset)
    }
  }
}

extension Transaction {
  /// The money of the sale that earned points; 0 where none was told.
  package var sale: Int64 {
    kind == .earn ? Particulars(packed: context.explanation)?.explanation?.base ?? 0 : 0
  }

  /// The money that a refund gave back, where it was told in money.
  package var moneyReturned: Int64? {
    Particulars(packed: context.explanation)?.moneyReturn?.money
  }
}
