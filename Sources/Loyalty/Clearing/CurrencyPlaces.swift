/// Places after the point of a currency by ISO 4217: two, where the standard says nothing else.
package func decimalPlaces(ofCurrency code: String) -> Int {
  switch code {
  case "JPY", "KRW", "VND", "CLP", "ISK": 0
  case "KWD", "BHD", "OMR", "JOD", "TND": 3
  default: 2
  }
}
