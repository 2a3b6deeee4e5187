/**
 * What the adapters of several rooms do in the same way between a device and the record, whatever the device speaks. No bundle: each room
 * that uses it carries its own copy inside (docs/decisions/0028).
 */
package org.hearthgate.adapter.conversation;
