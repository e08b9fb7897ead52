// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var chartData: String { text("chart.data") }
}
