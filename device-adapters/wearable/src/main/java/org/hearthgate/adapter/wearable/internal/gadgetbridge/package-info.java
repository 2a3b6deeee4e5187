/**
 * Steps, heart rate and sleep out of the database that the phone app Gadgetbridge exports. The file comes from a phone by file sync and is
 * treated as hostile: see {@link org.hearthgate.adapter.wearable.internal.gadgetbridge.ExportDatabase}.
 */
package org.hearthgate.adapter.wearable.internal.gadgetbridge;
