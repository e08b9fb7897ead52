// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var exchangeAgain: String { text("exchange.again") }
  var exchangeBoard: String { text("exchange.board") }
  var exchangeConfirm: String { text("exchange.confirm") }
  var exchangeDaily: String { text("exchange.daily") }
  var exchangeDone: String { text("exchange.done") }
  var exchangeEntry: String { text("exchange.entry") }
  var exchangeGives: String { text("exchange.gives") }
  var exchangeHave: String { text("exchange.have") }
  var exchangeIntro: String { text("exchange.intro") }
  func exchangeLeft(program: String) -> String { text("exchange.left", ["program": .text(program)]) }
  var exchangeQuote: String { text("exchange.quote") }
  var exchangeQuoteEnded: String { text("exchange.quote_ended") }
  var exchangeReceives: String { text("exchange.receives") }
  var exchangeSend: String { text("exchange.send") }
  var exchangeSpread: String { text("exchange.spread") }
  var exchangeTitle: String { text("exchange.title") }
  func exchangeTooFew(points: String) -> String { text("exchange.too_few", ["points": .text(points)]) }
  var exchangeTooLittle: String { text("exchange.too_little") }
  func exchangeTooMany(points: String) -> String { text("exchange.too_many", ["points": .text(points)]) }
  var exchangeTooMuch: String { text("exchange.too_much") }
  func exchangeUntil(time: String) -> String { text("exchange.until", ["time": .text(time)]) }
}
