import { Badge, Container, Group, Indicator, Text, UnstyledButton } from '@mantine/core';
import { IconBell, IconPackage, IconShoppingBag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useNavigation } from 'react-router';
import { HeaderTools } from '../../app/frame/header-tools.js';
import { Logo } from '../../app/frame/logo.js';
import { SignIn } from '../../app/frame/sign-in.js';
import { useSession } from '../../shared/sign-in/session-context.js';
import { SkipLink, useFocusOnNewPage } from '../../shared/ui/main-region.js';
import { useBasket } from '../data/basket.js';
import { unitsIn } from '../model/basket.js';
import { PlaceMenu } from './place-menu.js';
import { SearchBox } from './search-box.js';
import classes from './shop-frame.module.css';

/** What is around every page of the shop. */
export function ShopFrame() {
  const session = useSession();
  return session.isOpen ? <Shell /> : <SignIn session={session} />;
}

function Shell() {
  const { t } = useTranslation('shop');
  const navigation = useNavigation();
  const { basket } = useBasket();
  const main = useFocusOnNewPage();
  const units = unitsIn(basket);
  return (
    <div className={classes.page}>
      <SkipLink>{t('skip')}</SkipLink>
      <header className={classes.header}>
        <Container size="lg" className={classes.bar}>
          <Link to="/" className={classes.brand} aria-label={t('home')}>
            <Logo size={34} />
            <Text component="span" fw={700} fz="lg" visibleFrom="sm">
              {t('name')}
            </Text>
          </Link>
          <div className={classes.search}>
            <SearchBox />
          </div>
          <Group gap={2} wrap="nowrap" className={classes.tools}>
            <HeaderTools />
            <Link to="/basket" className={classes.basket} aria-label={t('basket.open', { count: units })}>
              <Indicator label={units} size={18} disabled={units === 0} color="orange.8">
                <IconShoppingBag size={24} stroke={1.7} aria-hidden />
              </Indicator>
            </Link>
          </Group>
        </Container>
        <Container size="lg" className={classes.sub}>
          <PlaceMenu />
          <nav className={classes.links} aria-label={t('menu')}>
            <UnstyledButton component={Link} to="/orders" className={classes.link}>
              <IconPackage size={18} stroke={1.7} aria-hidden />
              {t('orders.menu')}
            </UnstyledButton>
            <UnstyledButton component={Link} to="/messages" className={classes.link}>
              <IconBell size={18} stroke={1.7} aria-hidden />
              {t('messages.menu')}
            </UnstyledButton>
          </nav>
        </Container>
      </header>
      <main
        id="main"
        ref={main}
        tabIndex={-1}
        className={classes.main}
        aria-busy={navigation.state === 'loading'}
      >
        <Container size="lg">
          <Outlet />
        </Container>
      </main>
      <footer className={classes.footer}>
        <Container size="lg">
          <Group gap="xs">
            <Badge color="gray">{t('footer.demo')}</Badge>
            <Text size="sm" c="dimmed">
              {t('footer.text')}
            </Text>
          </Group>
        </Container>
      </footer>
    </div>
  );
}
