import Coalition
import Ledger
import Loyalty

/// The parties of settlement terms as a form writes them: a line each, by code.
extension SettlementTerms {
  /// What the lines say beside merchants.
  struct TypedParties {
    /// A code of orders, whose it is, and per cent of the sale, with a fixed part, a least and a most.
    var referrals: [(code: String, party: String, commission: Commission)] = []
    /// Who, and per cent of what the operator charges.
    var agents: [(party: String, share: Int32)] = []

    /// - Parameter places: of money after the point.
    init(_ typed: [String: String], places: Int) throws(TermsFormFault) {
      for line in Self.lines(typed["referrals"]) {
        guard 3...6 ~= line.count, let share = Self.share(line[2]) else { throw .referrals }
        let money = line.dropFirst(3).map { Entered.decimal($0, decimals: places) }
        guard money.allSatisfy({ $0.map { 0...PointPrice.largest ~= $0 } ?? false }) else { throw .referrals }
        let commission = Commission(
          share: share, fixed: money.first.flatMap(\.self) ?? 0,
          minimum: money.count > 1 ? money[1] ?? 0 : 0, maximum: money.count > 2 ? money[2] : nil)
        referrals.append((line[0].uppercased(), line[1], commission))
      }
      for line in Self.lines(typed["agents"]) {
        guard line.count == 2, let share = Self.share(line[1]) else { throw .agents }
        agents.append((line[0], share))
      }
    }

    private static func lines(_ text: String?) -> [[String]] {
      (text ?? "").split(whereSeparator: \.isNewline)
        .map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }.filter { !$0.isEmpty }
    }

    /// Per cent with two places at most.
    private static func share(_ text: String) -> Int32? {
      guard let units = Entered.decimal(text.filter { $0 != "%" }, decimals: 2), 0...10_000 ~= units else {
        return nil
      }
      return Int32(units)
    }
  }

  /// - Parameter merchant: gives the merchant of a code; the operator by its own words.
  mutating func set(
    _ parties: TypedParties, merchant: (String) async throws -> MerchantID?
  ) async throws {
    var referrals: [Referral] = []
    for one in parties.referrals {
      guard let referrer = try await merchant(one.party) else { throw TermsFormFault.referrals }
      referrals.append(Referral(code: one.code, referrer: referrer, commission: one.commission))
    }
    var agents: [AgentShare] = []
    for one in parties.agents {
      guard let agent = try await merchant(one.party), agent.isGiven else { throw TermsFormFault.agents }
      agents.append(AgentShare(agent, share: one.share))
    }
    self.agents = agents.isEmpty ? nil : agents
    if !isPossible { throw TermsFormFault.agents }
    self.referrals = referrals.isEmpty ? nil : referrals
    if !isPossible { throw TermsFormFault.referrals }
  }

  /// The lines of a form, as ``set(_:merchant:)`` reads them.
  /// - Parameters:
  ///   - places: of money after the point.
  ///   - code: of a merchant, or the word for the operator.
  func typedParties(places: Int, _ code: (MerchantID) -> String) -> [String: String] {
    func percent(_ share: Int32) -> String { Digits.plain(Int64(share), decimals: 2) }
    return [
      "referrals": (referrals ?? []).map { one in
        let agreed = one.commission
        let bounds = [agreed.fixed, agreed.minimum] + (agreed.maximum.map { [$0] } ?? [])
        let money =
          bounds == [0, 0] ? [] : bounds.map { Digits.plain($0, decimals: places) }
        return ([one.code, code(one.referrer), percent(agreed.share)] + money).joined(separator: " ")
      }.joined(separator: "\n"),
      "agents": (agents ?? []).map { code($0.agent) + " " + percent($0.share) }.joined(separator: "\n"),
    ]
  }
}
