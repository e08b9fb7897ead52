import Coalition
import Ledger
import Loyalty

/// Settlement terms as a caller writes them: parties by their public names.
struct WrittenTerms: Sendable {
  struct Referral: Sendable {
    let code: String
    let referrer: String
    let commission: Commission
  }

  struct Agent: Sendable {
    let agent: String
    let share: Int
  }

  /// All but the parties.
  let terms: SettlementTerms
  let referrals: [Referral]?
  let agents: [Agent]?
}

extension WrittenTerms {
  init(_ terms: SettlementTerms, _ ids: PublicIDs) {
    self.init(
      terms: terms,
      referrals: terms.referrals?.map { one in
        Referral(
          code: one.code, referrer: one.referrer.isGiven ? ids.text(one.referrer) : "operator",
          commission: one.commission)
      }, agents: terms.agents?.map { Agent(agent: ids.text($0.agent), share: Int($0.share)) })
  }

  /// - Throws: `Problem` that says what is at fault.
  func terms(_ coalition: Coalition) throws(Problem) -> SettlementTerms {
    var whole = terms
    if let referrals {
      var named: [Loyalty.Referral] = []
      for one in referrals {
        var referrer = MerchantID.none
        if one.referrer != "operator" {
          referrer = try coalition.id(one.referrer, otherwise: .merchantNotFound)
        }
        named.append(
          Loyalty.Referral(code: one.code, referrer: referrer, commission: one.commission))
      }
      whole.referrals = named
      guard whole.isPossible else {
        throw .fault(.notAllowed, "different codes of A…Z, 0…9 and -", at: "/terms/referrals")
      }
    }
    if let agents {
      var named: [AgentShare] = []
      for one in agents {
        let agent: MerchantID = try coalition.id(one.agent, otherwise: .merchantNotFound)
        named.append(AgentShare(agent, share: Int32(one.share)))
      }
      whole.agents = named
      guard whole.isPossible else {
        throw .fault(.notAllowed, "each once, together at most 10000", at: "/terms/agents")
      }
    }
    return whole
  }
}

extension Property where Whole == WrittenTerms, Part == [WrittenTerms.Referral]? {
  static var referrals: Property {
    .optional(
      "referrals",
      Schema<[WrittenTerms.Referral]>.array(of: .referral, 0...Loyalty.Referral.most).described(
        "Who is paid for orders that it brought: an order says the code.")
    ) { $0.referrals }
  }
}

extension Property where Whole == WrittenTerms, Part == [WrittenTerms.Agent]? {
  static var agents: Property {
    .optional(
      "agents",
      Schema<[WrittenTerms.Agent]>.array(of: .agentShare, 0...AgentShare.mostLevels).described(
        "The agent that looks after the merchant, then the one above it; for the operator's eyes.")
    ) { $0.agents }
  }
}

extension Schema<WrittenTerms.Referral> {
  fileprivate static var referral: Schema {
    .object(
      .required(
        "code", Schema<String>.text(1...Loyalty.Referral.longestCode, .visible),
        of: { @Sendable in $0.code }),
      .required(
        "referrer", Schema<String>.text(1...64, .visible).described("A merchant's id, or `operator`."),
        of: { @Sendable in $0.referrer }),
      .required("commission", .commission, of: { @Sendable in $0.commission })
    ) { WrittenTerms.Referral(code: $0, referrer: $1, commission: $2) }
    .named("Referral")
  }
}

extension Schema<WrittenTerms.Agent> {
  fileprivate static var agentShare: Schema {
    .object(
      .required("agent", .id("mch"), of: { @Sendable in $0.agent }),
      .required(
        "basis_points",
        Schema<Int>.count(1...10_000).described("Of the commission and fees that the operator charges."),
        of: { @Sendable in $0.share })
    ) { WrittenTerms.Agent(agent: $0, share: $1) }
    .named("AgentShare")
  }
}
