// Who may write through the server: nobody, or whoever knows a token.
#ifndef CONCORD_SERVER_WRITE_ACCESS_H_
#define CONCORD_SERVER_WRITE_ACCESS_H_

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "server/http_message.h"

namespace concord {

// For any thread.
class WriteAccess {
 public:
  WriteAccess() = default;  // nobody
  explicit WriteAccess(std::string token) : token_(std::move(token)) {}

  bool allowed() const { return !token_.empty(); }

  // A reviewer's session in a browser: what the cookie names, and what each form must bring along, which no
  // page of another site can read (cross-site request forgery).
  struct Session {
    std::string id, form_token, reviewer;
  };
  // Begins a session; false for a wrong token. The comparison takes the same time for every token.
  bool SignIn(std::string_view token, std::string_view reviewer, Session* session);
  // The session of the request's cookie; false when it has none.
  bool Find(const HttpRequest& request, Session* session) const;
  // Whether the request's form came from a page of this session.
  static bool IsFormOf(const HttpRequest& request, const Session& session);
  void SignOut(const Session& session);

 private:
  std::string token_;
  mutable std::mutex mutex_;
  std::map<std::string, Session, std::less<>> sessions_;
};

// Fields of a form that was sent as application/x-www-form-urlencoded. Badly encoded ones are left out.
std::map<std::string, std::string, std::less<>> FormFields(const HttpRequest& request);

// Thirty-two random hexadecimal digits.
std::string RandomToken();

}  // namespace concord

#endif  // CONCORD_SERVER_WRITE_ACCESS_H_
