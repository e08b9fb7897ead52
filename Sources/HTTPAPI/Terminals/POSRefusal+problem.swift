import Coalition

extension POSRefusal {
  /// What a caller is told.
  var problem: Problem {
    switch self {
    case .posTerminalNotFound: Problem(.posTerminalNotFound)
    case .kindDiffers: Problem(.wrongTerminalKind, "pos")
    case .posTerminalExists: Problem(.alreadyExists, "merchant_number, terminal_number")
    case .invalid(let field): .fault(.badFormat, field.form, at: field.pointer)
    case .secondPersonNeeded: Problem(.secondPersonNeeded)
    case .checkValueWrong: Problem(.checkValueWrong)
    case .componentsEqual: Problem(.componentsEqual)
    case .masterKeyMissing: Problem(.masterKeyMissing)
    }
  }
}

extension POSField {
  fileprivate var form: String {
    switch self {
    case .acceptor: "15 visible ASCII characters"
    case .number: "8 visible ASCII characters"
    case .parameters: "advice_limit or more"
    case .component: "32 hexadecimal digits"
    }
  }

  fileprivate var pointer: String {
    switch self {
    case .acceptor: "/merchant_number"
    case .number: "/terminal_number"
    case .parameters: "/batch_advice_limit"
    case .component: "/component"
    }
  }
}
