import Coalition
import Ledger
import Loyalty

/// What members may do with points for a price in the demo.
enum DemoServices {
  /// Beans live a month, so that there are some to be brought back.
  static var hosted: [PaidService: ServiceTerms] {
    var back = ServiceTerms()
    back.isOn = true
    back.fee = BasisPoints(1_000) ?? .zero
    (back.minimum, back.daily, back.monthly) = (10, 5_000, 20_000)
    (back.days, back.lifeDays) = (90, 60)
    return [.reinstating: back]
  }
}
