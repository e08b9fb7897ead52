/// Why an operation on a terminal that speaks ISO 8583 was declined. A closed list.
package enum POSRefusal: Error, Sendable, Hashable {
  /// No such terminal, another merchant's, or one that does not speak ISO 8583.
  case posTerminalNotFound
  /// Only a terminal of the kind `pos` speaks ISO 8583.
  case kindDiffers
  /// The terminal is registered already, or another one has these numbers.
  case posTerminalExists
  case invalid(POSField)
  /// A master key is entered by two people, each one component.
  case secondPersonNeeded
  /// The component or the whole key has another check value: it was typed wrong.
  case checkValueWrong
  /// Both components are the same: the key would be all zeros.
  case componentsEqual
  /// It has no master key yet.
  case masterKeyMissing
}

/// The fields of a terminal that can be at fault.
package enum POSField: String, Sendable, Hashable, CaseIterable {
  /// Field 42, 15 characters.
  case acceptor
  /// Field 41, 8 characters.
  case number
  case parameters
  /// 16 bytes.
  case component
}
