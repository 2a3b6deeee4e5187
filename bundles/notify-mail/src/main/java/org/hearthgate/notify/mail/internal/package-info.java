/** Sends calls for help as e-mail. */
package org.hearthgate.notify.mail.internal;
