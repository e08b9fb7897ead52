internal import Loyalty

/// Why an import failed, or why its proposal came to nothing. A closed list: what is not in it is told by the
/// log alone.
package enum ImportFailure: Sendable, Hashable {
  case notApproved(Approval.State)
  /// Its sender may no longer bring purchases in.
  case rightMissing
  /// What lies in the folder is not what was sent.
  case changed
  /// The file is not there.
  case missing
  case noPurchases(CSVFault.Code, line: Int)
  case merchant
  case program
  case other

  /// As the table keeps it; nil for nothing. What a version before this one wrote is ``other``.
  init?(_ text: String) {
    let parts = text.split(separator: ":").map(String.init)
    switch parts.first {
    case nil: return nil
    case "not_approved": self = parts.last.flatMap(Approval.State.init).map { .notApproved($0) } ?? .other
    case "right_missing": self = .rightMissing
    case "changed": self = .changed
    case "missing": self = .missing
    case "merchant": self = .merchant
    case "program": self = .program
    case "csv" where parts.count == 3:
      let code = CSVFault.Code(rawValue: parts[1]) ?? .unreadable
      self = .noPurchases(code, line: Int(parts[2]) ?? 0)
    default: self = .other
    }
  }

  var text: String {
    switch self {
    case .notApproved(let state): "not_approved:\(state.rawValue)"
    case .rightMissing: "right_missing"
    case .changed: "changed"
    case .missing: "missing"
    case .noPurchases(let code, let line): "csv:\(code.rawValue):\(line)"
    case .merchant: "merchant"
    case .program: "program"
    case .other: "other"
    }
  }
}
