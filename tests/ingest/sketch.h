// Pages drawn by tests: text at places. The same sketch becomes a list of words, as concord-pdf writes it, or
// a PDF file, so that the two ways to a Document can be compared.
#ifndef CONCORD_TESTS_INGEST_SKETCH_H_
#define CONCORD_TESTS_INGEST_SKETCH_H_

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace concord::testing {

class Sketch {
 public:
  static constexpr int kWidth = 595, kHeight = 842;  // A4 in points

  Sketch& Page() {
    pages_.emplace_back();
    return *this;
  }
  // `y` is the baseline, from the top of the page. The bytes are ASCII when it is to become a PDF file.
  Sketch& Text(int x, int y, std::string_view text, int size = 10, bool bold = false) {
    if (pages_.empty()) Page();
    pages_.back().push_back({x, y, size, bold, std::string(text)});
    return *this;
  }
  // Lines below one another, 12 points apart. Returns the height behind the last.
  int Lines(int x, int y, const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
      Text(x, y, line);
      y += 12;
    }
    return y;
  }
  size_t page_count() const { return pages_.size(); }

  // Letters are half as wide as high. `entries` are put before the end: "entry 1 Scope\n".
  std::string List(std::string_view entries = {}) const {
    std::string list = fmt::format("concord-pdf 1\npages {}\n", pages_.size());
    for (size_t i = 0; i < pages_.size(); ++i) {
      list += fmt::format("page {} {} {}\n", i + 1, kWidth * 10, kHeight * 10);
      if (i == 0) list += "font 0 Serif\nfont 1 Serif-Bold\n";
      for (const Run& run : pages_[i]) {
        int x = run.x * 10;
        const std::vector<std::string_view> words = Split(run.text, ' ');
        for (size_t w = 0; w < words.size(); ++w) {
          const int letter = run.size * 5;
          const int width = static_cast<int>(words[w].size()) * letter;
          if (!words[w].empty()) {
            list += fmt::format("{} {} {} {} {} {} {} 0 {}\n", w + 1 < words.size() ? 'w' : 'g', x,
                                run.y * 10 - run.size * 8, x + width, run.y * 10 + run.size * 2,
                                run.size * 10, run.bold ? 1 : 0, words[w]);
          }
          x += width + letter;
        }
      }
    }
    return list + std::string(entries) + "end\n";
  }

  std::string Pdf() const;

 private:
  struct Run {
    int x = 0, y = 0, size = 0;
    bool bold = false;
    std::string text;
  };
  std::vector<std::vector<Run>> pages_;
};

// Objects of a PDF file, numbered from 1 in their order; the first is the catalog. With header, table and
// trailer.
inline std::string PdfOf(const std::vector<std::string>& objects) {
  std::string file = "%PDF-1.4\n";
  std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", file.size());
    file += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const size_t at = file.size();
  return file + table +
         fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", objects.size() + 1, at);
}
inline std::string PdfStream(std::string_view bytes, std::string_view more = {}) {
  return fmt::format("<< /Length {} {}>>\nstream\n{}\nendstream", bytes.size(), more, bytes);
}

inline std::string Sketch::Pdf() const {
  const size_t first = 5;  // object of the first page; each page has two
  std::string kids;
  for (size_t i = 0; i < pages_.size(); ++i) kids += fmt::format("{} 0 R ", first + 2 * i);
  std::vector<std::string> objects = {
      "<< /Type /Catalog /Pages 2 0 R >>",
      fmt::format("<< /Type /Pages /Count {} /Kids [{}] >>", pages_.size(), kids),
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
  };
  for (size_t i = 0; i < pages_.size(); ++i) {
    objects.push_back(
        fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Contents {} 0 R "
                    "/Resources << /Font << /F0 3 0 R /F1 4 0 R >> >> >>",
                    kWidth, kHeight, first + 2 * i + 1));
    std::string content = "BT\n";
    for (const Run& run : pages_[i]) {
      std::string text;
      for (const char c : run.text) {
        if (c == '(' || c == ')' || c == '\\') text += '\\';
        text += c;
      }
      content += fmt::format("/F{} {} Tf 1 0 0 1 {} {} Tm ({}) Tj\n", run.bold ? 1 : 0, run.size, run.x,
                             kHeight - run.y, text);
    }
    objects.push_back(PdfStream(content + "ET\n"));
  }
  return PdfOf(objects);
}

}  // namespace concord::testing

#endif  // CONCORD_TESTS_INGEST_SKETCH_H_
