internal import Ledger
internal import Storage

extension Program {
  static let select: SQL = """
    SELECT asset_id, code, merchant_id, name_hans, name_hant, name_en, status, decimals, currency,
      worth_points,
      worth_minor_units, refund_extension_days, is_debt_allowed, transfer_minimum, transfer_fee_basis_points,
      transfer_fee_mode, transfer_daily_limit, spend_limit, spend_daily_limit, proof_free_points,
        created_at, updated_at, transfer_cooling_days, transfer_receivers_per_day, transfer_senders_per_day,
        pool_people, pool_companies
    FROM program 
    """

  /// Reads the columns of ``select``; the validity rules are read apart.
  init(_ row: borrowing Row) {
    var policies = ProgramPolicies()
    policies.refundExtensionDays = row[11]
    policies.isDebtAllowed = row[12]
    policies.transfer.minimum = row[13]
    policies.transfer.feeBasisPoints = row[14]
    policies.transfer.feeMode = (row[15] as String) == "out_of_amount" ? .outOfAmount : .onTop
    policies.transfer.dailyLimit = row[16]
    policies.spendLimit = Limit(perTransaction: row[17], perDay: row[18])
    policies.proofFreePoints = row[19]
    policies.transfer.coolingDays = row[22]
    policies.transfer.receiversPerDay = row[23]
    policies.transfer.sendersPerDay = row[24]
    policies.pools = PoolPolicy(people: row[25], allowsCompanies: row[26])
    self.init(
      asset: row[0], code: row[1], merchant: row[2], names: Names(hans: row[3], hant: row[4], en: row[5]),
      status: row[6], decimals: row[7],
      worth: Worth(row[9], are: Money(minorUnits: row[10], currency: row[8])),
      policies: policies, validity: [:], createdAt: row[20], updatedAt: row[21])
  }
}

extension Transfer.FeeMode {
  var column: String {
    switch self {
    case .onTop: "on_top"
    case .outOfAmount: "out_of_amount"
    }
  }
}

extension Origin {
  var column: String {
    switch self {
    case .awarded: "awarded"
    case .purchased: "purchased"
    case .converted: "converted"
    }
  }

  init?(column: String) {
    guard let origin = Origin.allCases.first(where: { $0.column == column }) else { return nil }
    self = origin
  }
}

extension Storage.Transaction {
  /// The validity rules of a programme; merchant 0 for its own.
  func validity(of asset: AssetID, merchant: Int64) throws -> [Origin: Validity] {
    try validity(of: [asset], merchants: [merchant])[asset]?[merchant] ?? [:]
  }

  /// The validity rules of programmes at merchants, 0 for the programme's own, in one statement.
  func validity(
    of assets: [AssetID], merchants: [Int64]
  ) throws -> [AssetID: [Int64: [Origin: Validity]]] {
    let rules = try query(
      """
      SELECT asset_id, merchant_id, origin, rule, value FROM program_validity
      WHERE asset_id IN (\(assets)) AND merchant_id IN (\(merchants))
      """
    ) {
      (
        asset: $0[0] as AssetID, merchant: $0[1] as Int64, origin: $0[2] as String, rule: $0[3] as String,
        value: $0[4] as Int
      )
    }
    return rules.reduce(into: [:]) { found, row in
      guard let origin = Origin(column: row.origin) else { return }
      found[row.asset, default: [:]][row.merchant, default: [:]][origin] = Validity(
        rule: row.rule, value: row.value)
    }
  }

  /// Puts the validity rules of a programme in the place of those there are.
  func setValidity(of asset: AssetID, merchant: Int64, _ validity: [Origin: Validity]) throws {
    try execute("DELETE FROM program_validity WHERE asset_id = \(asset) AND merchant_id = \(merchant)")
    for (origin, rule) in validity.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      try execute(
        """
        INSERT INTO program_validity (asset_id, merchant_id, origin, rule, value)
        VALUES (\(asset), \(merchant), \(origin.column), \(rule.rule.name), \(rule.rule.value))
        """)
    }
  }
}
