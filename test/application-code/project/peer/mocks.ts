import { setupServer } from 'msw/node';
import * as fake from './api/@faker-js/faker.gen';
import * as mocks from './api/msw.gen';

export const server = setupServer(
  mocks.handleProductsList({ body: fake.fakeProductsListResponse() }),
  mocks.handleProductsCreate({ body: fake.fakeProductsCreateResponse201() }),
  mocks.handleProductsRetrieve({ body: fake.fakeProductsRetrieveResponse200() }),
  mocks.handleProductsUpdate({ body: fake.fakeProductsUpdateResponse200() }),
  mocks.handleProductsDelete({ body: undefined }),
  mocks.handleReviewsList({ body: fake.fakeReviewsListResponse() }),
  mocks.handleReviewsCreate({ body: fake.fakeReviewsCreateResponse201() }),
  mocks.handleOrdersList({ body: fake.fakeOrdersListResponse() }),
  mocks.handleOrdersCreate({ body: fake.fakeOrdersCreateResponse201() }),
  mocks.handleOrdersRetrieve({ body: fake.fakeOrdersRetrieveResponse200() }),
  mocks.handleOrdersCancel({ body: fake.fakeOrdersCancelResponse200() }),
  mocks.handleCustomersRetrieve({ body: fake.fakeCustomersRetrieveResponse200() }),
);
