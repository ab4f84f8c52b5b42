#pragma once

#include "remit/check/findings.h"

namespace remit {

/// Who holds the statutory roles, in all files together.
///
/// role-unassigned: the files speak of a role that a council has to give to one of its officers,
/// and no post is given it. Only where the files give out most such roles that they speak of, or
/// are a whole constitution: a protocol need not say who the Monitoring Officer is.
///
/// role-conflict: one post holds two roles that an Act (grammars/conflicts.yaml) or a restriction
/// in the text keeps apart.
///
/// restriction-missing: two posts hold roles that an Act keeps apart, and no text says so. A note:
/// the Act holds whether it is repeated or not.
void check_roles(const Corpus& corpus, Findings& out);

}  // namespace remit
