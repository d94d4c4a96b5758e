import { Catch, type ExceptionFilter } from '@nestjs/common';
import { type Observable, throwError } from 'rxjs';

/**
 * Hands a handler's failure on as it is. Nest's own filter would log it and replace it by a nameless
 * "Internal server error", and the consumer could no longer tell a lost connection from a broken message.
 */
@Catch()
export class PassOnFailures implements ExceptionFilter {
  catch(failure: unknown): Observable<never> {
    return throwError(() => failure);
  }
}
