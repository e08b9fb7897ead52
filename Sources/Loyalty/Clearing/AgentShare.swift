package import Ledger

/// An agent's part of what the operator charges a merchant that it looks after (代理佣金).
package struct AgentShare: Hashable, Codable, Sendable {
  /// The merchant that is the agent.
  package var agent: MerchantID
  /// Of commission and fees, in hundredths of a per cent.
  package var share: Int32

  package init(_ agent: MerchantID, share: Int32) {
    self.agent = agent
    self.share = share
  }

  /// The legal depth: who looks after a merchant, and the one above (docs/decisions/0047).
  package static let mostLevels = 2

  /// At most two, each once, and together at most all that the operator charges.
  static func arePossible(_ agents: [AgentShare]) -> Bool {
    agents.count <= mostLevels && Set(agents.map(\.agent)).count == agents.count
      && agents.allSatisfy { $0.agent.rawValue > 0 && 1...10_000 ~= $0.share }
      && agents.reduce(0) { $0 + Int64($1.share) } <= 10_000
  }

  /// What each agent has of a charge; what is left is the operator's. Never more than the charge.
  package static func parts(of charge: Int64, _ agents: [AgentShare]) -> [(party: MerchantID, money: Int64)] {
    let sorted = agents.sorted { $0.agent < $1.agent }
    let shares = sorted.map { Int64($0.share) }
    // The operator is first of equal remainders.
    let parts = charge.shared(by: [10_000 - shares.reduce(0, +)] + shares)
    return Array(zip(sorted.map(\.agent), parts.dropFirst())).map { ($0, $1) }
  }
}
