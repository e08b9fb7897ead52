// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var productName: String { text("product.name") }
  var productTagline: String { text("product.tagline") }
}
