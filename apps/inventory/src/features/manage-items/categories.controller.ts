import { CategoryPage, PageQuery } from '#contracts';
import { Endpoint, ValidQuery } from '#platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PREFIX } from '../prefix.js';
import { Items } from './items.js';

@ApiTags('items')
@Controller(`${PREFIX}/categories`)
export class CategoriesController {
  constructor(private readonly items: Items) {}

  @Get()
  @Endpoint({
    scope: 'catalogue:read',
    location: 'any',
    summary: 'The categories of the items, ordered by name, with how many items each has',
    description: '`GET /items?category=` lists the items of one.',
    query: PageQuery,
    responses: { 200: CategoryPage },
    problems: [{ status: 400, code: 'invalid_cursor' }],
  })
  list(@ValidQuery(PageQuery) query: PageQuery): Promise<CategoryPage> {
    return this.items.categories(query);
  }
}
