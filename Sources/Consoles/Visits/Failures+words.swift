import Coalition
import Loyalty

extension RowFault {
  func text(_ words: Words) -> String {
    switch code {
    case .fieldCount: words.importRowCount(count: detail(), wanted: wantedFields)
    case .length: words.importRowLength(count: detail(1), most: detail())
    case .notATime: words.importRowTime(value: detail())
    case .notAnAmount: words.importRowAmount(value: detail())
    case .linesForm: words.importRowLines(most: String(PurchaseItem.most))
    case .linesSum: words.importRowSum(amount: detail(1), sum: detail())
    case .notACode: words.importRowCode
    case .receiptDiffers: words.importRowReceipt
    case .timeOutOfRange: words.importRowMoment
    case .tooManyPoints: words.importRowPoints
    case .declined: words.importRowDeclined(reason: refusal?.text(words) ?? detail())
    case .memberClosed: words.importRowMember
    case .notAContact: words.importRowContact
    case .notAName: words.importRowName
    case .notALanguage: words.importRowLanguage(value: detail())
    case .notADate: words.importRowDate(value: detail())
    case .lotsForm: words.importRowLots(most: String(ImportFile.mostLots))
    case .lotEnded: words.importRowEnded(value: detail())
    case .taken: words.importRowTaken
    case .lotsDiffer: words.importRowLotsDiffer
    case .unforeseen: words.importRowUnforeseen
    }
  }
}

extension CSVFault.Code {
  fileprivate func text(_ words: Words) -> String {
    switch self {
    case .header:
      words.importCsvHeader(
        members: ImportFile.Kind.members.header.joined(separator: ","),
        purchases: ImportFile.Kind.purchases.header.joined(separator: ","))
    case .longRow: words.importCsvLongRow
    case .longField: words.importCsvLongField
    case .notUTF8: words.importCsvEncoding
    case .loneCR: words.importCsvCr
    case .quoteInside: words.importCsvInside
    case .openQuote: words.importCsvOpen
    case .textBehindQuote: words.importCsvBehind
    case .unreadable: words.importCsvUnreadable
    }
  }
}

extension ImportFailure {
  func text(_ words: Words) -> String {
    switch self {
    case .notApproved(let state): words.importFailureApproval(state: ShownDecision(state).name(words))
    case .rightMissing: words.importFailureRight
    case .changed: words.importFailureChanged
    case .missing: words.importFailureMissing
    case .noPurchases(let code, let line): words.importCsvAt(line: String(line), reason: code.text(words))
    case .merchant: words.importFailureMerchant
    case .program: words.importFailureProgram
    case .other: words.importFailureOther
    }
  }
}

extension JobFailure {
  func text(_ words: Words) -> String {
    switch self {
    case .database: words.jobFailureDatabase
    case .ledger: words.jobFailureLedger
    case .files: words.jobFailureFiles
    case .books: words.jobFailureBooks
    case .unforeseen: words.jobFailureUnforeseen
    }
  }
}

extension ExportFailure {
  func text(_ words: Words) -> String {
    switch self {
    case .rightMissing: words.exportFailureRight
    case .notMade: words.exportFailureMade
    }
  }
}
