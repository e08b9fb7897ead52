// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var categoryBeauty: String { text("category.beauty") }
  var categoryEducation: String { text("category.education") }
  var categoryFashion: String { text("category.fashion") }
  var categoryFood: String { text("category.food") }
  var categoryGrocery: String { text("category.grocery") }
  var categoryHealth: String { text("category.health") }
  var categoryLeisure: String { text("category.leisure") }
  var categoryName: String { text("category.name") }
  var categoryOnline: String { text("category.online") }
  var categoryOther: String { text("category.other") }
  var categoryRetail: String { text("category.retail") }
  var categoryServices: String { text("category.services") }
  var categoryTravel: String { text("category.travel") }
}
