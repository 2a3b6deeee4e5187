/** What a touch means for the record: which doses are new, when they were given, which were air shots, and where reading goes on. */
package org.hearthgate.adapter.pen.internal.reading;
