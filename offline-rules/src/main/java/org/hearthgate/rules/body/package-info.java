/** Reasons to call somebody that doses, meals, ketones and vital signs give. They remind and never diagnose; none of them doses. */
package org.hearthgate.rules.body;
