#include "remit/check/roles_check.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "remit/analysis/mentions.h"
#include "remit/analysis/node_numbers.h"
#include "remit/analysis/post_names.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

/// One post of the council, whatever files speak of it.
struct Holder {
  std::string title;
  std::set<std::string> roles;
  std::vector<Restriction> restrictions;
  Place place;          ///< where it is named first
  bool by_role = true;  ///< its title is but the name of its role
};

class RolesCheck {
 public:
  RolesCheck(const Corpus& corpus, Findings& out)
      : corpus_(corpus),
        grammar_(corpus.grammar()),
        mentions_(grammar_.roles()),
        names_(grammar_, mentions_),
        out_(out) {
    for (const Post& post : corpus.analysis().posts) gather(post);
  }

  void run() {
    find_unassigned();
    for (const Holder& holder : holders_) find_conflicts(holder);
    find_missing_restrictions();
  }

 private:
  void gather(const Post& post) {
    if (post.source.empty()) return;
    const auto [at, fresh] = by_title_.emplace(names_.key(post.title), holders_.size());
    if (fresh)
      holders_.push_back(
          {.title = post.title, .roles = {}, .restrictions = {}, .place = post.source.front()});
    Holder& holder = holders_[at->second];
    holder.roles.insert(post.designations.begin(), post.designations.end());
    holder.restrictions.insert(holder.restrictions.end(), post.restrictions.begin(),
                               post.restrictions.end());
    // "Monitoring Officer" in a table of posts is a post's title, in a sentence the role's name
    const Role* role = names_.role(post.title);
    const bool listed = std::any_of(post.source.begin(), post.source.end(),
                                    [](const Place& place) { return place.in == Place::In::Cell; });
    const bool names_role = role && std::find(post.designations.begin(), post.designations.end(),
                                              role->id) != post.designations.end();
    if (listed || !names_role) holder.by_role = false;
  }

  /// The post that holds a role; null: none is said to.
  const Holder* holder_of(const std::string& role) const {
    for (const Holder& holder : holders_)
      if (!holder.by_role && holder.roles.contains(role)) return &holder;
    return nullptr;
  }

  std::string title_of(const std::string& role) const {
    const Role* known = names_.role_of(role);
    return known ? known->forms.front() : role;
  }

  void find_unassigned() {
    std::vector<std::pair<const Role*, Place>> unassigned;
    std::size_t assigned = 0;
    for (const Role& role : grammar_.roles()) {
      if (!role.designated) continue;
      const auto spoken_of =
          std::find_if(holders_.begin(), holders_.end(),
                       [&](const Holder& holder) { return holder.roles.contains(role.id); });
      if (holder_of(role.id))
        ++assigned;
      else if (spoken_of != holders_.end())
        unassigned.emplace_back(&role, spoken_of->place);
    }
    // a protocol that speaks of all of them and says by the way who one is need not name the others
    if (assigned < unassigned.size() && !is_constitution()) return;
    for (const auto& [role, place] : unassigned)
      out_.add(place, "role-unassigned", "no post is given the role of " + role->forms.front(),
               "say which post's holder it is" + acts_of(*role));
  }

  /// Whether the files hold several Parts or Articles, the first included.
  bool is_constitution() const {
    const NodeNumbers numbers(corpus_.tree());
    return numbers.covers(NodeType::Part) || numbers.covers(NodeType::Article);
  }

  static std::string acts_of(const Role& role) {
    if (role.acts.empty()) return "";
    const RoleAct& act = role.acts.front();
    const std::string provision = act.provision.empty() ? "" : act.provision + " of ";
    return ": " + provision + "the " + act.title + " asks for one";
  }

  static std::string source_of(const RoleConflict& conflict) {
    return conflict.act.provision + " of the " + conflict.act.title +
           (conflict.where.empty() ? "" : " (" + conflict.where + ")");
  }

  void find_conflicts(const Holder& holder) {
    std::set<std::pair<std::string, std::string>> told;
    const auto tell = [&](const Place& place, std::string a, std::string b,
                          const std::string& source, const std::string& hint) {
      if (b < a) std::swap(a, b);
      if (!told.emplace(a, b).second) return;
      out_.add(place, "role-conflict",
               holder.title + " holds the roles of " + title_of(a) + " and " + title_of(b) +
                   ", which " + source + " apart",
               hint);
    };
    for (const RoleConflict& conflict : grammar_.conflicts())
      if (holder.roles.contains(conflict.roles[0]) && holder.roles.contains(conflict.roles[1]))
        tell(holder.place, conflict.roles[0], conflict.roles[1], source_of(conflict) + " keeps",
             "give one of the two to another post");
    for (const Restriction& restriction : holder.restrictions) {
      if (restriction.force != Force::Prohibition || restriction.condition) continue;
      if (!holder.roles.contains(restriction.role)) continue;
      for (const std::string& other : subjects_of(holder, restriction))
        tell(restriction.place, other, restriction.role, "the text itself keeps",
             "give one of the two to another post, or change the restriction");
    }
  }

  /// The sentence that a place is in.
  std::string_view sentence_at(const Place& place) const {
    const auto& passages = corpus_.passages();
    auto at =
        std::lower_bound(passages.begin(), passages.end(), place.node,
                         [](const Passage& passage, NodeId node) { return passage.node < node; });
    for (; at != passages.end() && at->node == place.node; ++at) {
      const bool same = at->in == place.in && at->row == place.row && at->column == place.column;
      if (!same || place.span.begin < at->offset) continue;
      std::size_t byte = 0;
      for (std::uint32_t n = at->offset; n < place.span.begin && byte < at->text.size(); ++n)
        next_utf8(at->text, byte);
      for (const Span& sentence : at->sentences)
        if (byte >= sentence.begin && byte < sentence.end)
          return at->text.substr(sentence.begin, sentence.size());
    }
    return {};
  }

  /// The roles of a holder that a restriction speaks of: those that its sentence names.
  std::vector<std::string> subjects_of(const Holder& holder, const Restriction& restriction) const {
    std::vector<std::string> subjects;
    for (const Mention& mention : mentions_.find(sentence_at(restriction.place)))
      if (mention.id != restriction.role && holder.roles.contains(std::string(mention.id)))
        subjects.emplace_back(mention.id);
    return subjects;
  }

  bool is_restricted(const Holder& holder, const std::string& role) const {
    return std::any_of(holder.restrictions.begin(), holder.restrictions.end(),
                       [&](const Restriction& restriction) {
                         return restriction.force == Force::Prohibition && restriction.role == role;
                       });
  }

  /// One note for each role and Act, however many other roles it is kept from.
  void find_missing_restrictions() {
    struct Missing {
      const Holder* holder = nullptr;
      const RoleConflict* first = nullptr;
      std::string others = {};
    };
    std::vector<Missing> notes;
    for (const RoleConflict& conflict : grammar_.conflicts()) {
      const Holder* a = holder_of(conflict.roles[0]);
      const Holder* b = holder_of(conflict.roles[1]);
      if (!a || !b || a == b) continue;
      if (is_restricted(*a, conflict.roles[1]) || is_restricted(*b, conflict.roles[0])) continue;
      const auto same = std::find_if(notes.begin(), notes.end(), [&](const Missing& note) {
        return note.first->roles[0] == conflict.roles[0];
      });
      if (same != notes.end())
        same->others += " or " + title_of(conflict.roles[1]);
      else
        notes.push_back({a, &conflict, title_of(conflict.roles[1])});
    }
    for (const Missing& note : notes)
      out_.add(note.holder->place, "restriction-missing",
               "nothing says that the " + title_of(note.first->roles[0]) + " may not be the " +
                   note.others,
               source_of(*note.first) + " says so; many constitutions repeat it");
  }

  const Corpus& corpus_;
  const Grammar& grammar_;
  NameIndex mentions_;
  PostNames names_;
  Findings& out_;
  std::vector<Holder> holders_;
  std::map<std::string, std::size_t> by_title_;
};

}  // namespace

void check_roles(const Corpus& corpus, Findings& out) { RolesCheck(corpus, out).run(); }

}  // namespace remit
