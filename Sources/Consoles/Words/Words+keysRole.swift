// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var roleAdministrator: String { text("role.administrator") }
  var roleAuditor: String { text("role.auditor") }
  var roleCashier: String { text("role.cashier") }
  var roleFinance: String { text("role.finance") }
  var roleMerchantFinance: String { text("role.merchant_finance") }
  var roleMerchantLead: String { text("role.merchant_lead") }
  var roleMerchantOwner: String { text("role.merchant_owner") }
  var roleOperations: String { text("role.operations") }
  var roleReviewer: String { text("role.reviewer") }
  var roleRisk: String { text("role.risk") }
  var roleService: String { text("role.service") }
}
