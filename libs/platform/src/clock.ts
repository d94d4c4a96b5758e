import { Injectable } from '@nestjs/common';

/** Where time enters. Handlers put it into commands; nothing below them asks what time it is. */
export abstract class Clock {
  abstract now(): Date;
}

/** The machine's own clock. */
@Injectable()
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
