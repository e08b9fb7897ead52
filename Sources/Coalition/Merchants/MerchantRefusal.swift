/// Why an operation on a merchant, store or terminal was declined. A closed list.
package enum MerchantRefusal: Error, Sendable, Hashable {
  case merchantNotFound
  case storeNotFound
  case terminalNotFound
  /// Another merchant, or another store or terminal of the merchant, has the code.
  case codeTaken
  case invalid(MerchantField)
  /// What is closed stays closed.
  case alreadyClosed
}

/// The fields of a merchant, store or terminal that can be at fault.
package enum MerchantField: String, Sendable, Hashable, CaseIterable {
  case code, name, names, category, registration, contact, phone, email, reason
  case legalName = "legal_name"
}
