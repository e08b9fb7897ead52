package import Ledger
internal import Storage

/// What a bank says of the operator's accounts, held against settlements line by line (银行对账).
package struct BankFile: Sendable, Hashable {
  package enum Form: String, CaseIterable, Sendable, SQLScalar {
    /// ISO 20022 bank-to-customer statement.
    case camt = "camt.053"
    case csv
  }

  package enum State: String, CaseIterable, Sendable, SQLScalar {
    /// Kept and read; nothing was compared, or not all.
    case received
    case done
  }

  /// The most bytes of a file.
  package static let mostBytes = 8 << 20
  /// The most lines of a file.
  package static let mostLines = 10_000

  package let id: BankFileID
  package let sha256: [UInt8]
  package let name: String
  package let form: Form
  package let bytes: Int
  package let state: State
  package let lines: Int
  /// The last line that was compared.
  let position: Int
  package let createdAt: Instant
  package let doneAt: Instant?
}

/// What a file says of one account over a period.
package struct BankStatement: Sendable, Hashable {
  /// As the bank calls it; may be empty.
  package var name = ""
  /// IBAN, or the bank's own number.
  package var account = ""
  /// ISO 4217.
  package var currency = ""
  package var days: ClosedRange<BusinessDay>
  /// In the smallest unit; nil where the file does not say.
  package var opening: Int64?
  package var closing: Int64?
}

/// Money that came to or left an account, as the bank booked it.
package struct BankEntry: Sendable, Hashable {
  package var account = ""
  package var day: BusinessDay
  /// In the smallest unit; positive came in, negative went out; never 0.
  package var amount: Int64
  package var currency: String
  /// What the payer wrote for the payee to know it by; at most 64 characters, as all names are.
  package var reference = ""
  /// The bank's own name of the booking; may be empty.
  package var bankReference = ""
  /// At most 200 characters.
  package var counterparty = ""
  /// At most 500 characters.
  package var purpose = ""
  /// Whether it undoes a payment that was booked before.
  package var isReturn = false
  /// What it is called within its account, by all files: at most 64 characters.
  package var key = ""
  /// Where it begins in the text that was read; 0 of one that is stored.
  package var line = 0
}

/// A line of a file with what became of it.
package struct BankLine: Sendable, Hashable {
  /// Raw values are stored and public.
  package enum Result: String, CaseIterable, Sendable, SQLScalar {
    case pending
    /// Paid an approved settlement, which it is noted on.
    case paid
    /// Is the money of a settlement that somebody had noted as paid.
    case confirmed
    /// A person said which settlement it pays.
    case assigned
    /// Undid a payment: its settlement is held back.
    case returned
    /// An earlier file has it.
    case known
    /// Names no settlement, and fits one alone: a person decides.
    case suggested
    case missingHere = "missing_here"
    case amountDiffers = "amount_differs"
    case duplicated
    case wrongDirection = "wrong_direction"
    case currencyDiffers = "currency_differs"
    case dateDiffers = "date_differs"
    case notApproved = "not_approved"
    /// One person's word that a block was paid, as the file is theirs: another's is waited for.
    case noted

    /// What a person has to look at.
    package static let differences: [Result] = [
      .suggested, .missingHere, .amountDiffers, .duplicated, .wrongDirection, .currencyDiffers, .dateDiffers,
      .notApproved,
    ]
  }

  package let number: Int
  package let entry: BankEntry
  package let result: Result
  /// What it is about, or may be.
  package let settlement: SettlementID
  /// The block of points whose payment it is, or may be.
  package let block: PointsBlockID
  package let caseID: CaseID?
}

/// Why something about a bank's file was declined. A closed list.
package enum BankFileRefusal: Error, Sendable, Hashable {
  package enum Reason: String, Error, Sendable, CaseIterable {
    /// Empty, or longer than 8 MiB.
    case size
    /// Not UTF-8, or with characters that no text has.
    case encoding
    /// Not well-formed, nested too deep, or with a document type or entities of its own.
    case xml
    /// XML, but no camt.053.
    case notStatement = "not_statement"
    /// Not RFC 4180, or its first line does not name the columns.
    case csv
    case tooManyLines = "too_many_lines"
    case account
    case currency
    case amount
    case direction
    case day
    /// Opening and what was booked are not the closing.
    case sums
  }

  /// - Parameter line: of the text; 0 where it is about the whole file.
  case malformed(line: Int, Reason)
  /// A name takes 1…100 printable characters.
  case wrongName
  case fileNotFound
  /// Only a line of a file that waits for somebody can be given to a settlement.
  case lineNotOpen
  /// The settlement's money is another amount, currency or direction than the line's, or is not due.
  case doesNotFit
}
