/** Who is on duty when: the family's timetable, its carers, and the exceptions for one night. */
package org.hearthgate.alerting.internal.duty;
