/** What a recorded frame means, in the words of the adapter that would read it. */
package org.hearthgate.commissioning.internal.decode;
