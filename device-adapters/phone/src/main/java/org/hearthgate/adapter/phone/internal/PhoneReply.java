package org.hearthgate.adapter.phone.internal;

/**
 * What a phone answered to one question.
 *
 * @param status HTTP status
 * @param oldHttp whether it speaks HTTP/1.0, as xDrip+ does and Juggluco does not
 * @param json whether it calls the body JSON
 * @param body as far as it came
 * @param complete whether it came to its end
 */
record PhoneReply(int status, boolean oldHttp, boolean json, byte[] body, boolean complete) {}
