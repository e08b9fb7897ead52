/// Why an operation on a programme or on a merchant's terms was declined. A closed list.
package enum ProgramRefusal: Error, Sendable, Hashable {
  case programNotFound
  /// The programme has no rule of this number.
  case ruleNotFound
  /// No ladder of levels has this number.
  case ladderNotFound
  /// The merchant has no rule of discount of this number.
  case discountNotFound
  /// Another programme has the code, or there is a universal one already.
  case programExists
  /// A value is outside its range.
  case invalid(ProgramField)
  /// Programme numbers are used up: 32,767.
  case tooManyPrograms
  /// Another version was made meanwhile, or waits for its moment.
  case changedMeanwhile
  /// It is so already.
  case nothingChanged
  /// Points that would end some time after the last activity are not offered.
  case rollingNotOffered
}

/// The fields of a programme or of terms that can be at fault.
package enum ProgramField: String, Sendable, Hashable, CaseIterable {
  case code, names, decimals, worth, validity, transfer, earning, merchant, pools
  case refundExtensionDays = "refund_extension_days"
  case spendLimit = "spend_limit"
  case proofFreePoints = "proof_free_points"
  case issuingLimit = "issuing_limit"
  case effectiveAt = "effective_at"
  case reinstating = "services/reinstating"
  /// The fee would be all of the least that goes at once.
  case reinstatingMinimum = "services/reinstating/minimum"
  case buying = "services/buying"
  case buyingMinimum = "services/buying/minimum"
  /// What is sold needs a price.
  case buyingPrice = "services/buying/price"
  /// Points that are good everywhere are sold with a licence alone.
  case buyingLicence = "services/buying/licensed"
  case advancing = "services/advancing"
  case advancingMinimum = "services/advancing/minimum"
  /// Of a simulation's period.
  case until
}
