// The numbers that a browser shows before the items of a list. They are not in the text of the page.
#ifndef CONCORD_INGEST_READERS_PAGES_HTML_LIST_NUMBERS_H_
#define CONCORD_INGEST_READERS_PAGES_HTML_LIST_NUMBERS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "ingest/readers/pages/html_tree.h"

namespace concord {

// What the style sheets of a page say about the numbers of lists, by class: ".rights { list-style:
// lower-roman }".
class HtmlListStyles {
 public:
  // Reads the text of one <style>; O(bytes). Rules for elements, and within @media, are passed over.
  void Read(std::string_view sheet);
  // '1', 'a', 'A', 'i', 'I', '\0' for none; `otherwise` if no class of the element has a rule.
  char TypeOf(const GumboNode& element, char otherwise) const;

 private:
  std::map<std::string, char, std::less<>> types_;
};

// For one list, item by item (HTML, section 4.4.5: start, reversed, type, value).
class HtmlListNumbers {
 public:
  HtmlListNumbers() = default;
  HtmlListNumbers(char type, int64_t first, int64_t step) : type_(type), next_(first), step_(step) {}

  // "3.", "c.", "IV."; empty if the list shows bullets or nothing.
  std::string Next(const GumboNode& item);
  bool counts_down() const { return step_ < 0; }

 private:
  char type_ = '\0';  // '1', 'a', 'A', 'i', 'I'; '\0': none
  int64_t next_ = 1, step_ = 1;
};

// A list of links within the page (its contents) has no numbers, because they are not part of the text.
HtmlListNumbers NumbersOf(const GumboNode& list, const HtmlListStyles& styles = {});

// 3 is "3", "c", "C", "iii", "III". Numbers that a type cannot write are in digits.
std::string ListNumber(char type, int64_t value);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PAGES_HTML_LIST_NUMBERS_H_
