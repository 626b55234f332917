// An answer, or a part of one, as a table of HTML, with the passages that prove it.
#ifndef CONCORD_SERVER_PAGES_ANSWER_TABLE_H_
#define CONCORD_SERVER_PAGES_ANSWER_TABLE_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "query/answer.h"
#include "query/query.h"
#include "server/pages/html.h"

namespace concord {

struct AnswerTableOptions {
  std::string_view label = "Answer";            // for people who use a screen reader
  size_t most_rows = 500;                       // the others are counted below; downloads have all
  size_t open = 0;                              // rows whose passages are shown at once
  std::vector<std::string_view> columns = {};   // these, in this order; empty: those that hold something
  std::function<bool(const Row&)> wanted = {};  // empty: all rows
};
std::string AnswerTable(const Answer& answer, const AnswerTableOptions& options = {});

// One cell. A key becomes a link to what it names.
std::string CellHtml(const Value& value, std::string_view column);
// The cell of this column as text; empty where there is none.
std::string CellText(const Answer& answer, const Row& row, std::string_view column);
int64_t CellNumber(const Answer& answer, const Row& row, std::string_view column);

// A passage with its place, which is a link into the document. Nothing for evidence without words: what only
// the tables of datasets/ say.
std::string QuoteHtml(const Evidence& evidence);

// Links to the answer as files: JSON, and what else the query has.
std::string Downloads(const Query& query, const PageParameters& parameters);
// Notes without hints on parameters, for which a page has fields.
std::string PageNote(std::string_view note);
std::string NotesHtml(std::vector<Note> notes);

// A picture of one of the query's formats; nothing where there is nothing to draw. Wide ones can be scrolled.
std::string PictureHtml(const Query& query, const Answer& answer, std::string_view format);

}  // namespace concord

#endif  // CONCORD_SERVER_PAGES_ANSWER_TABLE_H_
