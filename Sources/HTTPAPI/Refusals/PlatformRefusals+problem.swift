import Coalition

extension MerchantRefusal {
  /// What a caller is told.
  var problem: Problem {
    switch self {
    case .merchantNotFound: Problem(.merchantNotFound)
    case .storeNotFound: Problem(.storeNotFound)
    case .terminalNotFound: Problem(.terminalNotFound)
    case .codeTaken: Problem(.alreadyExists, MerchantField.code.rawValue)
    case .invalid(let field): .fault(.badFormat, field.form, at: "/" + field.rawValue)
    case .alreadyClosed: Problem(.notAllowedNow, "closed")
    }
  }
}

extension MerchantField {
  fileprivate var form: String {
    switch self {
    case .code: "visible ASCII characters: merchant 1…15, store 1…32, terminal 1…16"
    case .name, .names, .legalName, .contact: "1…100 characters, not blank"
    case .category: "one of the categories"
    case .registration: "at most 32 visible ASCII characters"
    case .phone: "a phone number"
    case .email: "an e-mail address"
    case .reason: "1…200 characters, not blank"
    }
  }
}

extension ProgramRefusal {
  /// What a caller is told.
  var problem: Problem {
    switch self {
    case .programNotFound: Problem(.programNotFound)
    case .ruleNotFound: Problem(.earningRuleNotFound)
    case .ladderNotFound: Problem(.ladderNotFound)
    case .discountNotFound: Problem(.discountRuleNotFound)
    case .programExists: Problem(.alreadyExists, ProgramField.code.rawValue)
    case .invalid(let field): .fault(.badFormat, field.form, at: "/" + field.rawValue)
    case .tooManyPrograms: Problem(.limitExceeded)
    case .changedMeanwhile: Problem(.notAllowedNow, "changed")
    case .nothingChanged: Problem(.notAllowedNow, "unchanged")
    case .rollingNotOffered: Problem(.rollingNotOffered)
    }
  }
}

extension ProgramField {
  fileprivate var form: String {
    switch self {
    case .code: "1…32 visible ASCII characters"
    case .names: "1…100 characters, not blank"
    case .decimals: "0…6"
    case .pools: "people 0, or 2…100; companies with people only"
    case .effectiveAt: "from the last version on, within 400 days"
    case .worth: "1…10^12 points and minor units, the programme's own currency"
    case .validity: "a date, 0…36500 days, 0…1200 months, 0…400 quarters, 0…100 years"
    case .transfer: "minimum at least 1, fee 0…10000 basis points"
    case .earning: "0…10^9 points for 1…10^9 minor units"
    case .merchant: "a merchant's id"
    case .refundExtensionDays: "0…3660"
    case .spendLimit, .proofFreePoints, .issuingLimit: "0 or more"
    case .until: "within 400 days of from"
    case .buying: "limits not below minimum, price in the programme's currency, 0…3660 return_days"
    case .buyingPrice: "a price, or on: false"
    case .buyingLicence: "true, or a hosted programme, or on: false"
    case .reinstating: "fee 0…9999 basis points, limits not below minimum, 1…3660 days and life_days"
    case .advancing: "fee 0…9999 and share 1…10000 basis points, limits not below minimum, 1…3660 days"
    case .reinstatingMinimum, .buyingMinimum, .advancingMinimum:
      "more points than their fee, which is rounded up"
    }
  }
}

extension AccessRefusal {
  /// What a caller is told.
  var problem: Problem {
    switch self {
    case .notAuthenticated: Problem(.unauthorized)
    case .merchantSuspended: Problem(.merchantSuspended)
    case .signatureRequired: Problem(.signatureRequired)
    case .scopeMissing(let scope): Problem(.forbidden, scope.names.joined(separator: ", "))
    case .operatorOnly: Problem(.operatorOnly)
    case .keyNotFound: Problem(.keyNotFound)
    case .userNotFound: Problem(.operatorNotFound)
    case .loginInvalid: .fault(.badFormat, "3…64 visible ASCII characters", at: "/login")
    case .nameInvalid: .fault(.badFormat, "1…100 characters, not blank", at: "/name")
    case .userExists: Problem(.alreadyExists, "login")
    case .passwordTooWeak: .fault(.badFormat, "longer and less common", at: "/password")
    case .signInDelayed(let seconds):
      Problem(.rateLimited, String(seconds), retryAfterSeconds: Int(seconds))
    case .scopesTooWide: Problem(.scopesTooWide)
    case .wrongOwner: Problem(.wrongOwner)
    case .ownAccess: Problem(.ownAccess)
    case .personAbove: Problem(.personAbove)
    case .staffNumberInvalid: .fault(.badFormat, "1…8 digits", at: "/number")
    case .staffNumberTaken: Problem(.alreadyExists, "number")
    case .pinTooSimple: .fault(.badFormat, "6 digits, neither alike nor in a row", at: "/pin")
    case .pairingCodeInvalid: Problem(.enrolmentCodeInvalid)
    case .seatNotPaired: Problem(.deviceNotFound)
    case .signInIncomplete: Problem(.unauthorized)
    case .codeWrong: Problem(.unauthorized)
    case .secondFactorExists: Problem(.alreadyExists, "second_factor")
    case .secondFactorMissing: Problem(.notAllowedNow, "second_factor")
    case .confirmationNeeded: Problem(.forbidden, "confirmation")
    }
  }
}

extension ApprovalRefusal {
  /// What a caller is told.
  var problem: Problem {
    switch self {
    case .approvalNotFound: Problem(.approvalNotFound)
    case .notPending: Problem(.alreadyDecided)
    case .reviewerIsAuthor: Problem(.ownApproval)
    case .notTheAuthor: Problem(.notTheAuthor)
    case .reviewerMustBePerson: Problem(.personRequired)
    case .reasonMissing: .fault(.required, at: "/reason")
    case .invalidOperation: Problem(.amountOutOfRange)
    case .approvalRequired, .blocked: Problem(.approvalRequired)
    case .wrongReviewer: Problem(.forbidden, "approvals.review")
    case .otherOperation: Problem(.approvalNotFound)
    }
  }
}

extension ApplicationRefusal {
  /// What a caller is told.
  var problem: Problem {
    switch self {
    case .invalid(.key): .fault(.badFormat, "8…64 visible ASCII characters", at: "/request")
    case .invalid(let field): .fault(.badFormat, "as described", at: "/" + field.rawValue)
    case .duplicate: Problem(.alreadyExists, "registration")
    case .keyReused: Problem(.idempotencyMismatch)
    case .tooMany(let seconds): Problem(.rateLimited, String(seconds), retryAfterSeconds: Int(seconds))
    case .notFound: Problem(.applicationNotFound)
    case .notOpen(let state): Problem(.notAllowedNow, state.rawValue)
    case .notReviewed: Problem(.notAllowedNow, "applied")
    case .proposalWaits: Problem(.notAllowedNow, "proposed")
    case .reasonMissing: .fault(.required, at: "/reason")
    case .invitationInvalid: Problem(.enrolmentCodeInvalid)
    }
  }
}

extension CaseRefusal {
  /// What a caller is told.
  var problem: Problem {
    switch self {
    case .caseNotFound: Problem(.caseNotFound)
    case .closed: Problem(.notAllowedNow, "closed")
    case .approvalPending: Problem(.notAllowedNow, "proposed")
    case .noteMissing: .fault(.required, at: "/text")
    case .resolutionMissing: .fault(.required, at: "/reason")
    case .ownerUnknown: Problem(.operatorNotFound)
    case .notesFull: Problem(.limitExceeded)
    case .merchantUnknown: Problem(.notAllowedNow, "open")
    }
  }
}

extension DeviceRefusal {
  /// What a caller is told.
  var problem: Problem {
    switch self {
    case .deviceNotFound: Problem(.deviceNotFound)
    case .enrolmentCodeInvalid: Problem(.enrolmentCodeInvalid)
    case .proofMissing: Problem(.signatureRequired)
    case .wrongTerminalKind: Problem(.wrongTerminalKind, "softpos, mini")
    case .sessionEnded: Problem(.sessionEnded)
    case .versionInvalid: .fault(.badFormat, "2.4.1", at: "/version")
    case .programmeInvalid: .fault(.badFormat, "address and sha256 together", at: "/sha256")
    }
  }
}

extension DayFileRefusal {
  /// What a caller is told.
  var problem: Problem {
    switch self {
    case .malformed(let line, let reason): Problem(.dayFileMalformed, String(line), reason.rawValue)
    case .otherFile: Problem(.idempotencyMismatch)
    case .dayFileNotFound: Problem(.dayFileNotFound)
    }
  }
}

extension SettlementRefusal {
  /// What a caller is told.
  var problem: Problem {
    switch self {
    case .notFound: Problem(.settlementNotFound)
    case .wrongState(let state): Problem(.notAllowedNow, state.rawValue)
    case .reviewerMayNotApprove: Problem(.sameReviewer)
    case .reasonMissing: .fault(.badFormat, "1…200 characters, not blank", at: "/reason")
    case .referenceMissing: .fault(.badFormat, "1…64 characters, not blank", at: "/reference")
    case .referenceUsed: Problem(.alreadyExists, "reference")
    case .dayNotCome: .fault(.badFormat, "a day that has come", at: "/day")
    case .dayOutside(let days):
      Problem(
        Faults(
          Fault(
            .notAllowed, "\(days.lowerBound.isoDate)…\(days.upperBound.isoDate)", pointer: "/day",
            place: .query)))
    case .noTerms(let party): .fault(.notAllowed, "with settlement terms of the programme", at: party.field)
    case .referralUnknown: .fault(.notAllowed, "a code of the merchant's settlement terms", at: "/referral")
    case .ownParty(let party): .fault(.notAllowed, "another merchant", at: party.field)
    case .agentsNotInLine: .fault(.notAllowed, "an agent, and the one above it", at: "/terms/agents")
    case .notAbove: .fault(.notAllowed, "an agent of level 1", at: "/parent")
    case .othersBelow: .fault(.notAllowed, "an agent with none below it", at: "/merchant")
    case .partyClosed(let party): .fault(.notAllowed, "open", at: party.field)
    }
  }
}

extension SettlementRefusal.Party {
  /// Where a proposal says it.
  fileprivate var field: String {
    switch self {
    case .referrer: "/terms/referrals"
    case .agent: "/terms/agents"
    case .payer: "/payers"
    case .itself: "/merchant"
    }
  }
}

extension TagRefusal {
  /// What a caller is told.
  var problem: Problem {
    switch self {
    case .tagNotFound: Problem(.tagNotFound)
    case .nameInvalid: .fault(.badFormat, "1…32 characters, not blank, no slash", at: "/name")
    case .tagExists: Problem(.alreadyExists, "name")
    case .tagRetired: Problem(.notAllowedNow, "retired")
    case .tooManyTags: Problem(.limitExceeded)
    }
  }
}

extension BankFileRefusal {
  /// What a caller is told.
  var problem: Problem {
    switch self {
    case .malformed(let line, let reason): Problem(.bankFileMalformed, String(line), reason.rawValue)
    case .wrongName: .fault(.badFormat, "1…100 characters, not blank", at: "/name")
    case .fileNotFound: Problem(.bankFileNotFound)
    case .lineNotOpen: Problem(.bankLineNotOpen)
    case .doesNotFit: Problem(.bankLineDiffers)
    }
  }
}

extension Coalition {
  /// What a caller is told of any refusal of the platform; nil for what broke.
  func problem(for error: any Error) -> Problem? {
    switch error {
    case let problem as Problem: problem
    case let refusal as OrderRefusal: refusal.problem(publicIDs)
    case let refusal as MemberRefusal: refusal.problem
    case let refusal as AccessRefusal: refusal.problem
    case let refusal as MerchantRefusal: refusal.problem
    case let refusal as ProgramRefusal: refusal.problem
    case let refusal as ApprovalRefusal: refusal.problem
    case let refusal as ExchangeRefusal: refusal.problem(publicIDs)
    case let refusal as ApplicationRefusal: refusal.problem
    case let refusal as CaseRefusal: refusal.problem
    case let refusal as DeviceRefusal: refusal.problem
    case let refusal as DayFileRefusal: refusal.problem
    case let refusal as POSRefusal: refusal.problem
    case let refusal as PointsCardRefusal: refusal.problem
    case let refusal as TagRefusal: refusal.problem
    case let refusal as PointsOrderRefusal: refusal.problem
    case let refusal as PoolRefusal: refusal.problem
    case let refusal as SettlementRefusal: refusal.problem
    case let refusal as FundingRefusal: refusal.problem
    case let refusal as PartnerRefusal: refusal.problem
    case let refusal as LinkRefusal: refusal.problem
    case let refusal as BankFileRefusal: refusal.problem
    default: nil
    }
  }
}
